package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;

/** Reads a table as a backup does and only hashes it. */
public final class TableDigest {
    private static final int PIECE_BYTES = 1 << 20;

    private TableDigest() {}

    /**
     * The digest of all selected rows that the session sees.
     *
     * @param schema the schema to read from, which may be another than the backup's
     * @param table says which columns are read and how; the definition of the table read must be the same;
     *     of a partial table only the rows that fulfil its condition count
     */
    public static RowSetDigest compute(Session session, String schema, TableRecord table) {
        return compute(JsonReading.READ_AGAIN, session, schema, table, new RowBuffer(PIECE_BYTES));
    }

    /**
     * The digest of all rows of a table that was loaded from row text. Its JSON is what the text made, so it needs not be read again:
     * what the server shows of it is the text.
     *
     * @param rows a buffer that a worker uses again and again
     */
    public static RowSetDigest ofRestored(Session session, String schema, TableRecord table, RowBuffer rows) {
        return compute(JsonReading.AS_SHOWN, session, schema, table, rows);
    }

    private static RowSetDigest compute(
            JsonReading json, Session session, String schema, TableRecord table, RowBuffer rows) {
        Sum sum = new Sum();
        KeyRange everything = KeyRange.unordered(table);
        ChunkReader.readAs(
                json, session, schema, everything, PIECE_BYTES, rows, (after, upTo, piece) -> sum.add(piece));
        return sum.total;
    }

    private static final class Sum {
        private RowSetDigest total = RowSetDigest.EMPTY;

        void add(RowBuffer piece) {
            total = total.plus(piece.digest());
        }
    }
}
