package io.shardark.engine.selection;

import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.LogicalTable;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A topology without the shards that are left out as a whole, and without instances that have no others: those are not
 * even connected to. What remains is numbered anew, in the same order.
 *
 * @param leftOut the names of the shards that are left out
 */
public record SelectedTopology(Topology topology, List<String> leftOut) {
    public SelectedTopology {
        leftOut = List.copyOf(leftOut);
    }

    /** Leaves out what is not selected. */
    public static SelectedTopology of(Topology topology, Selection selection) {
        List<Shard> taken = topology.shards().stream().filter(selection::takes).toList();
        List<String> leftOut = topology.shards().stream()
                .filter(shard -> !taken.contains(shard))
                .map(Shard::name)
                .toList();
        return leftOut.isEmpty()
                ? new SelectedTopology(topology, leftOut)
                : new SelectedTopology(without(topology, taken, Set.copyOf(leftOut)), leftOut);
    }

    private static Topology without(Topology topology, List<Shard> taken, Set<String> leftOut) {
        Map<Integer, Instance> instances = new HashMap<>();
        List<Instance> numbered = new ArrayList<>();
        for (Instance instance : topology.instances()) {
            if (taken.stream().anyMatch(shard -> shard.instance().number() == instance.number())) {
                Instance renumbered = instance.withNumber(numbered.size());
                numbered.add(renumbered);
                instances.put(instance.number(), renumbered);
            }
        }
        List<Shard> shards = new ArrayList<>();
        for (Shard shard : taken) {
            Instance instance =
                    Objects.requireNonNull(instances.get(shard.instance().number()));
            shards.add(new Shard(shards.size(), shard.name(), instance, shard.schema()));
        }
        return new Topology(numbered, shards, logicalTables(topology, leftOut));
    }

    private static List<LogicalTable> logicalTables(Topology topology, Set<String> leftOut) {
        return topology.logicalTables().stream()
                .map(logical -> new LogicalTable(
                        logical.name(),
                        logical.nodes().stream()
                                .filter(node -> !leftOut.contains(node.shard()))
                                .collect(Collectors.toUnmodifiableList())))
                .filter(logical -> !logical.nodes().isEmpty())
                .toList();
    }
}
