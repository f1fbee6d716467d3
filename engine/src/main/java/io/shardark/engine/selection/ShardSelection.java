package io.shardark.engine.selection;

import io.shardark.engine.topology.Shard;
import io.shardark.format.catalog.ObjectKind;
import java.util.List;
import java.util.Map;

/**
 * What is selected of one shard.
 *
 * @param logicalTables the logical table of each physical one that has any
 */
public record ShardSelection(Selection selection, Shard shard, Map<String, String> logicalTables) {
    public ShardSelection {
        logicalTables = Map.copyOf(logicalTables);
    }

    /** Whether a table is selected, at least some of its rows. */
    public boolean takesTable(String name) {
        return takes(table(name));
    }

    /**
     * Whether an object is selected.
     *
     * @param table the table of a trigger; empty otherwise
     */
    public boolean takes(ObjectKind kind, String name, String table) {
        return takes(Member.object(kind, name, table));
    }

    /** Whether something is selected. */
    public boolean takes(Member member) {
        return selection.takes(shard, logicalTables, member);
    }

    /** The condition that selected rows of a table fulfil; empty for all rows. */
    public String where(String name) {
        return conditions(name).stream().findFirst().map(RowCondition::sql).orElse("");
    }

    /** All conditions for a table; more than one is a mistake. */
    public List<RowCondition> conditions(String name) {
        Member table = table(name);
        return selection.conditions().stream()
                .filter(condition -> condition.tables().matches(shard.name(), table))
                .toList();
    }

    /** A table with its logical table. */
    public Member table(String name) {
        return Member.table(name, logicalTables.getOrDefault(name, ""));
    }
}
