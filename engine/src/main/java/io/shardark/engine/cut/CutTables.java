package io.shardark.engine.cut;

import io.shardark.engine.selection.Selection;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tables of one instance the cut is about. Tables that are left out are not locked: whoever writes to one of the
 * others holds a metadata lock on that one too, and is waited for, whatever else the transaction does. Foreign keys
 * that cascade and triggers lock the tables that they reach beforehand.
 */
record CutTables(List<ShardSelection> shards) {
    CutTables {
        shards = List.copyOf(shards);
    }

    static CutTables of(Topology topology, Selection selection, Instance instance) {
        return new CutTables(topology.shardsOn(instance).stream()
                .map(shard -> selection.of(shard, topology))
                .toList());
    }

    Set<String> schemas() {
        return shards.stream().map(shard -> shard.shard().schema()).collect(Collectors.toUnmodifiableSet());
    }

    /** Servers that do not tell cases apart may spell the schema in another way. */
    boolean takes(String schema, String table) {
        Optional<ShardSelection> exact = shards.stream()
                .filter(shard -> shard.shard().schema().equals(schema))
                .findFirst();
        return exact.or(() -> shards.stream()
                        .filter(shard -> shard.shard().schema().equalsIgnoreCase(schema))
                        .findFirst())
                .filter(shard -> shard.takesTable(table))
                .isPresent();
    }
}
