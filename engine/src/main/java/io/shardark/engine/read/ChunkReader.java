package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;

/** Reads rows of a table as chunks of row text. */
public final class ChunkReader {
    private ChunkReader() {}

    /**
     * Reads the rows of a range in the order of the key and cuts them into chunks. A chunk is not longer than
     * {@code chunkBytes} unless it is a single row. A range without rows gives no chunk.
     *
     * <p>When the sink fails, the session is ended, since a server cannot be told to stop sending in another way.
     *
     * @param session holds the snapshot; used by no one else meanwhile
     * @param reading how to begin; what cannot be read in this way is read in another one, so the chunks are the same
     *     either way
     * @param chunkBytes the longest row text of a chunk, at most 64 MiB
     * @param rows the buffer to begin with, cleared before; the sink may give others to go on with
     * @return how to begin with the next range of the table
     * @throws io.shardark.format.error.UnreachableException when the server failed before the last row
     */
    public static RowReading read(
            Session session,
            String schema,
            KeyRange range,
            RowReading reading,
            int chunkBytes,
            RowBuffer rows,
            ChunkSink sink) {
        ChunkCutter cutter = new ChunkCutter(range, chunkBytes, rows, sink);
        RowReading next = reading;
        KeyRange rest = range;
        // Rows without an order cannot be taken up again in their middle.
        if (reading.json() == JsonReading.AS_SHOWN
                && (!range.index().isEmpty() || !ColumnList.hasJson(range.table()))) {
            JsonWatch watch = new JsonWatch(range.table(), cutter);
            next = stream(session, schema, range, reading, watch);
            if (!watch.stopped()) {
                cutter.finish();
                return next;
            }
            rest = cutter.rest();
        }
        next = stream(session, schema, rest, next.with(JsonReading.READ_AGAIN), cutter);
        cutter.finish();
        return next;
    }

    /** Reads the rows of a range in one way of reading JSON only, in pieces that are valid until the sink returns. */
    static void readAs(
            RowReading reading,
            Session session,
            String schema,
            KeyRange range,
            int pieceBytes,
            RowBuffer rows,
            ChunkSink sink) {
        ChunkCutter cutter = new ChunkCutter(range, pieceBytes, rows, sink);
        stream(session, schema, range, reading, cutter);
        cutter.finish();
    }

    /** Returns how to go on. */
    private static RowReading stream(
            Session session, String schema, KeyRange range, RowReading reading, RowStream.RowTaker taker) {
        String doing = "reading table " + range.table().name() + " of schema " + schema;
        String sql = RowQuery.rows(schema, range, reading);
        int columns = range.table().columns().size();
        if (reading.encoding() == RowEncoding.BINARY) {
            if (RowStream.readBinary(session, sql, columns, doing, taker)) {
                return reading;
            }
            return stream(session, schema, range, reading.with(RowEncoding.TEXT), taker);
        }
        RowStream.read(session, sql, columns, doing, taker);
        return reading;
    }

    /**
     * The number of selected rows that the session's snapshot shows: what the chunks of the table must add up to. Of a
     * system-versioned table only the current rows count, as only they are read.
     */
    public static long count(Session session, String schema, TableRecord table) {
        return session.query(
                        "SELECT COUNT(*) FROM " + SqlText.name(schema, table.name())
                                + KeyCondition.where(KeyRange.unordered(table)),
                        row -> row.getLong(1))
                .get(0);
    }
}
