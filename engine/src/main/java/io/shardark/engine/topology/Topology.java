package io.shardark.engine.topology;

import java.util.List;

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
}
