package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import java.util.function.UnaryOperator;

/** Reads a table as a backup does and only hashes it. */
public final class TableDigest {
    private static final int PIECE_BYTES = 1 << 20;

    private TableDigest() {}

    /**
     * The digest of all selected rows that the session sees.
     *
     * @param schema the schema to read from, which may be another than the backup's
     * @param table says which columns are read and how; the definition of the table read must be the same; of a partial
     *     table only the rows that fulfil its condition count
     */
    public static RowSetDigest compute(Session session, String schema, TableRecord table) {
        return compute(session, schema, table, RowEncoding.TEXT, new RowBuffer(PIECE_BYTES), UnaryOperator.identity());
    }

    /**
     * As {@link #compute(Session, String, TableRecord)}.
     *
     * @param encoding only speed depends on it
     * @param rows a buffer that a worker uses again and again
     * @param around may pause the reading, by wrapping what takes the rows
     */
    public static RowSetDigest compute(
            Session session,
            String schema,
            TableRecord table,
            RowEncoding encoding,
            RowBuffer rows,
            UnaryOperator<ChunkSink> around) {
        return compute(new RowReading(JsonReading.READ_AGAIN, encoding), session, schema, table, rows, around);
    }

    /**
     * The digest of all rows of a table that was loaded from row text. Its JSON is what the text made, so it needs not
     * be read again: what the server shows of it is the text.
     *
     * @param encoding only speed depends on it
     * @param rows a buffer that a worker uses again and again
     * @param around may pause the reading, by wrapping what takes the rows
     */
    public static RowSetDigest ofRestored(
            Session session,
            String schema,
            TableRecord table,
            RowEncoding encoding,
            RowBuffer rows,
            UnaryOperator<ChunkSink> around) {
        return compute(new RowReading(JsonReading.AS_SHOWN, encoding), session, schema, table, rows, around);
    }

    private static RowSetDigest compute(
            RowReading reading,
            Session session,
            String schema,
            TableRecord table,
            RowBuffer rows,
            UnaryOperator<ChunkSink> around) {
        Sum sum = new Sum();
        KeyRange everything = KeyRange.unordered(table);
        ChunkSink sink = around.apply((after, upTo, piece) -> sum.add(piece));
        ChunkReader.readAs(reading, session, schema, everything, PIECE_BYTES, rows, sink);
        return sum.total;
    }

    private static final class Sum {
        private RowSetDigest total = RowSetDigest.EMPTY;

        void add(RowBuffer piece) {
            total = total.plus(piece.digest());
        }
    }
}
