package io.shardark.engine.topology;

import java.util.List;

/**
 * A logical table and the physical tables that make it up.
 *
 * @param nodes in the order of the expression
 */
public record LogicalTable(String name, List<DataNode> nodes) {
    public LogicalTable {
        nodes = List.copyOf(nodes);
    }

    /** Where one physical table lies: the shard's name in the configuration, and the table. */
    public record DataNode(String shard, String table) {}
}
