package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;

/** Reads rows of a table as chunks of row text. */
public final class ChunkReader {
    private ChunkReader() {}

    /**
     * Reads the rows of a range in the order of the key and cuts them into chunks. A chunk is not longer than {@code
     * chunkBytes} unless it is a single row. A range without rows gives no chunk.
     *
     * <p>When the sink fails, the session is ended, since a server cannot be told to stop sending in another way.
     *
     * @param session holds the snapshot; used by no one else meanwhile
     * @param chunkBytes the longest row text of a chunk, at most 64 MiB
     * @param rows the buffer to use, cleared before and after
     * @throws io.shardark.format.error.UnreachableException when the server failed before the last row
     */
    public static void read(
            Session session, String schema, KeyRange range, int chunkBytes, RowBuffer rows, ChunkSink sink) {
        ChunkCutter cutter = new ChunkCutter(range, chunkBytes, rows, sink);
        RowStream.read(
                session,
                RowQuery.rows(schema, range),
                range.table().columns().size(),
                "reading table " + range.table().name() + " of schema " + schema,
                cutter);
        cutter.finish();
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
