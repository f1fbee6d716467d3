package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import java.util.List;

/**
 * The part of a table that a chunk's rows belong to: a range of its key, or all of a table without one.
 *
 * @param schema the schema to read from, which may be another than the backup's
 * @param after the key before the first row, exclusive, as SQL literals; empty when open-ended
 * @param upTo the key of the last row, inclusive, as SQL literals; empty when open-ended
 */
public record TableSlice(String schema, TableRecord table, List<String> after, List<String> upTo) {
    private static final int PIECE_BYTES = 1 << 20;

    public TableSlice {
        after = List.copyOf(after);
        upTo = List.copyOf(upTo);
    }

    /**
     * The digest of the rows that the session sees there, those of its own transaction among them; all of them are
     * restored ones, see {@link TableDigest#ofRestored}.
     */
    public RowSetDigest digest(Session session) {
        String index = table.key().isEmpty() ? "" : UniqueIndexes.ofKey(session, schema, table);
        KeyRange range = index.isEmpty() ? KeyRange.unordered(table) : new KeyRange(table, index, after, upTo);
        Sum sum = new Sum();
        ChunkReader.readAs(
                new RowReading(JsonReading.AS_SHOWN, RowEncoding.TEXT),
                session,
                schema,
                range,
                PIECE_BYTES,
                new RowBuffer(PIECE_BYTES),
                (first, last, piece) -> sum.total = sum.total.plus(piece.digest()));
        return sum.total;
    }

    private static final class Sum {
        private RowSetDigest total = RowSetDigest.EMPTY;
    }
}
