package io.shardark.engine.read;

import io.shardark.format.row.RowBuffer;
import java.util.List;

/** Collects the rows of a range and ends a chunk before it would become too long. */
final class ChunkCutter implements RowStream.RowTaker {
    private final KeyRange range;
    private final int chunkBytes;
    private final ChunkSink sink;
    private final LastKey lastKey;

    private RowBuffer rows;
    private List<String> after;

    ChunkCutter(KeyRange range, int chunkBytes, RowBuffer rows, ChunkSink sink) {
        this.range = range;
        this.chunkBytes = chunkBytes;
        this.rows = rows;
        this.sink = sink;
        this.after = range.after();
        this.lastKey = LastKey.of(range);
        rows.clear();
    }

    @Override
    public void take(RowValues values) {
        if (rows.rows() > 0 && rows.length() + longestText(values) > chunkBytes) {
            cut(lastKey.literals());
        }
        for (int column = 0; column < values.columns(); column++) {
            if (values.isNull(column)) {
                rows.appendNull();
            } else {
                rows.append(values.array(column), values.offset(column), values.length(column));
            }
        }
        rows.endRow();
        lastKey.keep(values);
        sink.row(rows);
    }

    /** Hands over what is left; the last chunk ends where the range ends. */
    void finish() {
        if (rows.rows() > 0) {
            cut(range.upTo());
        }
    }

    /** Forgets the rows since the last chunk; what is left to read of the range begins with them. */
    KeyRange rest() {
        rows.clear();
        return new KeyRange(range.table(), range.index(), after, range.upTo());
    }

    private void cut(List<String> upTo) {
        sink.chunk(after, upTo, rows);
        rows = sink.next(rows);
        rows.clear();
        after = upTo;
    }

    /** Every byte may have to be escaped. */
    private static long longestText(RowValues values) {
        long length = 1;
        for (int column = 0; column < values.columns(); column++) {
            length += values.isNull(column) ? 3 : 2L * values.length(column) + 1;
        }
        return length;
    }
}
