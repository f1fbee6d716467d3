package io.shardark.cli.configuration;

import io.shardark.engine.topology.DataNodes;
import io.shardark.engine.topology.LogicalTable;
import io.shardark.engine.topology.LogicalTable.DataNode;
import io.shardark.format.error.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code logical-tables}, in which a dollar sign begins a range and not a placeholder. */
final class LogicalTablesSection {
    private static final String EXPECTED = "NAME: \"SHARD.TABLE\" with ranges as in \"ds_${0..2}.t_order_${0..3}\"";

    private final Set<String> shards;
    private final Map<DataNode, String> owners = new HashMap<>();
    private final List<LogicalTable> tables = new ArrayList<>();

    private LogicalTablesSection(Set<String> shards) {
        this.shards = shards;
    }

    static List<LogicalTable> read(Value value, Set<String> shards) {
        LogicalTablesSection section = new LogicalTablesSection(shards);
        value.named(EXPECTED).forEach(section::add);
        return section.tables;
    }

    private void add(String name, Value value) {
        String expression = value.rawText(EXPECTED);
        if (expression.isEmpty()) {
            return; // already noted
        }
        List<DataNode> nodes;
        try {
            nodes = DataNodes.parse(expression);
        } catch (ConfigurationException e) {
            value.problem(e.getMessage() + (e.hint().isEmpty() ? "" : ", expected: " + e.hint()));
            return;
        }
        refuseUnknownShards(value, nodes);
        refuseSharedTables(name, value, nodes);
        tables.add(new LogicalTable(name, nodes));
    }

    private void refuseUnknownShards(Value value, List<DataNode> nodes) {
        nodes.stream()
                .map(DataNode::shard)
                .distinct()
                .filter(shard -> !shards.contains(shard))
                .forEach(shard -> value.problem("found the shard \"" + shard + "\", which is not configured"
                        + Suggestion.among(shards, shard)));
    }

    private void refuseSharedTables(String name, Value value, List<DataNode> nodes) {
        for (DataNode node : nodes) {
            String owner = owners.putIfAbsent(node, name);
            if (owner != null) {
                value.problem(
                        "found the table " + node.shard() + "." + node.table() + ", which already belongs to " + owner);
                return;
            }
        }
    }
}
