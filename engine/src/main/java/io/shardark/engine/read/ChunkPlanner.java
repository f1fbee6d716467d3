package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.TableRecord;
import java.util.Iterator;

/**
 * Divides tables into ranges that several sessions can read at the same time. The server itself orders and compares all
 * keys, inside the snapshot: collations, signs and padding are its own business.
 */
public final class ChunkPlanner {
    /** A range ends with a chunk that is not full, so a range is several chunks long. */
    private static final int CHUNKS_PER_RANGE = 4;

    private ChunkPlanner() {}

    /**
     * The ranges of a table, in the order of its key. Together they hold every row exactly once: each starts where the
     * one before ends, the first and the last are open-ended. A table without a key, or a short one, is one range.
     *
     * <p>The iterator walks the index as it is asked, so that reading can begin at once. It is used by one thread at a
     * time, and while the session has nothing else to do.
     *
     * @param session holds the snapshot
     * @param estimate decides how many ranges there are, nothing else
     * @param chunkBytes wanted length of the row text of a chunk
     */
    public static Iterator<KeyRange> ranges(
            Session session, String schema, TableRecord table, TableEstimate estimate, int chunkBytes) {
        String index = table.key().isEmpty() ? "" : UniqueIndexes.ofKey(session, schema, table);
        return new RangeWalk(plan(schema, table, index, estimate, chunkBytes), session);
    }

    /**
     * As {@link #ranges}, for several sessions of the same snapshot that take turns.
     *
     * @param index the index that the table's key was taken from; empty when it has none
     */
    public static RangePlan plan(
            String schema, TableRecord table, String index, TableEstimate estimate, int chunkBytes) {
        long rangeBytes = (long) CHUNKS_PER_RANGE * chunkBytes;
        if (index.isEmpty() || estimate.bytes() <= rangeBytes) {
            return RangePlan.whole(table, index);
        }
        return RangePlan.along(schema, table, index, estimate, Math.max(1, rangeBytes / estimate.rowBytes()));
    }
}
