package io.shardark.engine.topology;

import io.shardark.engine.topology.LogicalTable.DataNode;
import io.shardark.format.error.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the part of ShardingSphere's data node expressions that names tables, as in {@code ds_${0..2}.t_order_${0..3}}:
 * literal text, ranges and lists between <code>${</code> or <code>$-&gt;{</code> and <code>}</code>, every combination
 * of several of them, and several expressions between commas. ShardingSphere runs anything else as Groovy; here it is
 * an error.
 */
public final class DataNodes {
    /** More physical tables than any topology has; a mistyped range ends here and not in memory. */
    private static final int MOST_NODES = 1_000_000;

    private static final String HINT =
            "Write nodes as SHARD.TABLE, with ranges ${0..3} and lists ${['a', 'b']}, several of them between commas.";

    private DataNodes() {}

    /**
     * The nodes of an expression, in the order of the text, a later range changing faster than an earlier one.
     *
     * @throws ConfigurationException when the text is not such an expression, or names a node twice
     */
    public static List<DataNode> parse(String expression) {
        Set<DataNode> nodes = new LinkedHashSet<>();
        for (String part : parts(expression)) {
            for (String name : InlineExpression.of(expression, part).names(MOST_NODES - nodes.size())) {
                if (!nodes.add(node(expression, name))) {
                    throw wrong(expression, "it names " + name + " twice");
                }
            }
        }
        return List.copyOf(nodes);
    }

    private static DataNode node(String expression, String name) {
        int dot = name.indexOf('.');
        if (dot <= 0 || dot == name.length() - 1 || name.indexOf('.', dot + 1) >= 0) {
            throw wrong(expression, "\"" + name + "\" is not a shard and a table with one dot between them");
        }
        return new DataNode(name.substring(0, dot), name.substring(dot + 1));
    }

    /** The parts between the commas that are outside of braces. */
    private static List<String> parts(String expression) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(expression.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(expression.substring(start).strip());
        return parts;
    }

    static ConfigurationException wrong(String expression, String problem) {
        return new ConfigurationException("data nodes \"" + expression + "\": " + problem, HINT);
    }
}
