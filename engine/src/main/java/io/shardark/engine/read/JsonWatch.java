package io.shardark.engine.read;

import io.shardark.format.catalog.TableRecord;
import java.util.stream.IntStream;

/** Hands on rows until one has a JSON document that has to be read again, and none from there on. */
final class JsonWatch implements RowStream.RowTaker {
    private final int[] columns;
    private final RowStream.RowTaker taker;
    private boolean stopped;

    JsonWatch(TableRecord table, RowStream.RowTaker taker) {
        this.columns = IntStream.range(0, table.columns().size())
                .filter(n -> ColumnList.isJson(table.columns().get(n)))
                .toArray();
        this.taker = taker;
    }

    @Override
    public void take(RowValues values) {
        if (!stopped && allAsShown(values)) {
            taker.take(values);
        } else {
            stopped = true;
        }
    }

    /** Whether a row was not handed on. */
    boolean stopped() {
        return stopped;
    }

    /**
     * No document is empty: MySQL shows one whose text is longer than {@code max_allowed_packet} as an empty string,
     * without an error. When it is to read the text again, it says so.
     */
    private static boolean isAsShown(RowValues values, int column) {
        int length = values.length(column);
        return length > 0 && JsonNumbers.allShortIntegers(values.array(column), values.offset(column), length);
    }

    private boolean allAsShown(RowValues values) {
        for (int column : columns) {
            boolean asShown = values.isNull(column) || isAsShown(values, column);
            if (!asShown) {
                return false;
            }
        }
        return true;
    }
}
