package io.shardark.engine.read;

import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a range and ends a chunk before it would become too long. */
final class ChunkCutter implements RowStream.RowTaker {
    private final KeyRange range;
    private final int chunkBytes;
    private final RowBuffer rows;
    private final ChunkSink sink;
    private final int[] keyColumns;
    private final KeyType[] keyTypes;
    /** The driver's own arrays: literals are made only of the keys at which a chunk ends. */
    private final byte[] @Nullable [] lastKey;

    private List<String> after;

    ChunkCutter(KeyRange range, int chunkBytes, RowBuffer rows, ChunkSink sink) {
        this.range = range;
        this.chunkBytes = chunkBytes;
        this.rows = rows;
        this.sink = sink;
        this.after = range.after();
        TableRecord table = range.table();
        int width = range.index().isEmpty() ? 0 : table.key().size();
        this.keyColumns = new int[width];
        this.keyTypes = new KeyType[width];
        this.lastKey = new byte[width][];
        for (int i = 0; i < width; i++) {
            keyColumns[i] = table.columnNames().indexOf(table.key().get(i));
            ColumnRecord column = table.columns().get(keyColumns[i]);
            keyTypes[i] = KeyType.of(column)
                    .orElseThrow(() -> new IllegalArgumentException(column.type() + " cannot be a key"));
        }
        rows.clear();
    }

    @Override
    public void take(byte[] @Nullable [] values) {
        if (rows.rows() > 0 && rows.length() + longestText(values) > chunkBytes) {
            cut(lastKey());
        }
        for (byte[] value : values) {
            if (value == null) {
                rows.appendNull();
            } else {
                rows.append(value);
            }
        }
        rows.endRow();
        for (int i = 0; i < keyColumns.length; i++) {
            lastKey[i] = values[keyColumns[i]];
        }
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
        rows.clear();
        after = upTo;
    }

    private List<String> lastKey() {
        List<String> key = new ArrayList<>(keyColumns.length);
        for (int i = 0; i < keyColumns.length; i++) {
            byte[] value = lastKey[i];
            if (value == null) {
                throw new IllegalStateException(
                        "a key column of " + range.table().name() + " is NULL");
            }
            key.add(keyTypes[i].literal(value));
        }
        return key;
    }

    /** Every byte may have to be escaped. */
    private static long longestText(byte[] @Nullable [] values) {
        long length = 1;
        for (byte[] value : values) {
            length += value == null ? 3 : 2L * value.length + 1;
        }
        return length;
    }
}
