package io.shardark.engine.read;

import io.shardark.format.catalog.TableRecord;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    public void take(byte[] @Nullable [] values) {
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

    private boolean allAsShown(byte[] @Nullable [] values) {
        for (int column : columns) {
            byte[] value = values[column];
            if (value != null && !JsonNumbers.allShortIntegers(value)) {
                return false;
            }
        }
        return true;
    }
}
