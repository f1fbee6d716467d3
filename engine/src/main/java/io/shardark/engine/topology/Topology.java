package io.shardark.engine.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All instances, shards and logical tables of a configuration, each list in the configuration's order. */
public record Topology(List<Instance> instances, List<Shard> shards, List<LogicalTable> logicalTables) {
    public Topology {
        instances = List.copyOf(instances);
        shards = List.copyOf(shards);
        logicalTables = List.copyOf(logicalTables);
    }

    /** The shards that live on an instance. */
    public List<Shard> shardsOn(Instance instance) {
        return shards.stream()
                .filter(shard -> shard.instance().number() == instance.number())
                .toList();
    }

    /** The names of logical tables by those of the physical tables of a shard. */
    public Map<String, String> logicalTablesOf(Shard shard) {
        Map<String, String> names = new HashMap<>();
        for (LogicalTable logical : logicalTables) {
            logical.nodes().stream()
                    .filter(node -> node.shard().equals(shard.name()))
                    .forEach(node -> names.put(node.table(), logical.name()));
        }
        return names;
    }
}
