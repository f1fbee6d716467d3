package io.shardark.engine.operation;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.read.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is still to be read from one instance. Workers take ranges of the first table that has any, so they share large
 * tables, and none is left for one of them alone at the end. Shards follow each other, and within a shard the largest
 * table comes first.
 */
final class InstanceDump {
    private final List<TableDump> tables = new ArrayList<>();
    private int current;

    InstanceDump(List<ShardDump> shards) {
        shards.forEach(shard -> tables.addAll(shard.largestTablesFirst()));
    }

    /** A range of a table. */
    record RangeTask(TableDump table, KeyRange range) {}

    /**
     * The next range to read; empty when nothing is left.
     *
     * @param session the worker's own, in which the end of the range is looked up
     * @param chunkBytes wanted length of the row text of a chunk
     */
    Optional<RangeTask> next(Session session, int chunkBytes) {
        for (Optional<TableDump> table = first(); table.isPresent(); table = after(table.get())) {
            Optional<KeyRange> range = table.get().next(session, chunkBytes);
            if (range.isPresent()) {
                return Optional.of(new RangeTask(table.get(), range.get()));
            }
        }
        return Optional.empty();
    }

    private synchronized Optional<TableDump> first() {
        return current < tables.size() ? Optional.of(tables.get(current)) : Optional.empty();
    }

    /** Steps over a table without further ranges, unless another worker has done so. */
    private synchronized Optional<TableDump> after(TableDump exhausted) {
        if (current < tables.size() && tables.get(current) == exhausted) {
            current++;
        }
        return first();
    }
}
