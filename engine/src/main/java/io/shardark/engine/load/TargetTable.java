package io.shardark.engine.load;

import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowSetDigest;

/** One table of a restore, and the shard that it belongs to. */
public record TargetTable(ShardPlan plan, TableRecord table) {
    /** What the backup says of its rows. */
    public RowSetDigest expected() {
        return plan.source().totals().get(table.number()).digest();
    }

    /** The length of the row text of its rows. */
    public long bytes() {
        return plan.source().totals().get(table.number()).bytes();
    }

    /** How messages name it. */
    public String place() {
        return plan.place(table);
    }

    /** The number of its chunks. */
    int chunks() {
        return plan.source().totals().get(table.number()).chunks();
    }
}
