package io.shardark.engine.selection;

import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a backup or a restore is about: what any pattern includes, or everything when there is none, without what any
 * pattern excludes. Triggers go where their tables go, unless they are excluded themselves.
 *
 * @param include patterns of what is wanted; everything when empty
 * @param exclude patterns of what is not wanted
 * @param conditions which rows of tables are wanted; of others all rows
 */
public record Selection(List<NamePattern> include, List<NamePattern> exclude, List<RowCondition> conditions) {
    public Selection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        conditions = List.copyOf(conditions);
    }

    /** Nothing is left out. */
    public static Selection everything() {
        return new Selection(List.of(), List.of(), List.of());
    }

    /** Whether it says nothing at all. */
    public boolean isEverything() {
        return include.isEmpty() && exclude.isEmpty() && conditions.isEmpty();
    }

    /** Whether anything of a shard can be selected, as far as names of shards tell. */
    public boolean takes(Shard shard) {
        return (include.isEmpty() || include.stream().anyMatch(pattern -> pattern.concerns(shard)))
                && exclude.stream().noneMatch(pattern -> pattern.matches(shard));
    }

    /** What it says about one shard. */
    public ShardSelection of(Shard shard, Topology topology) {
        return new ShardSelection(this, shard, topology.logicalTablesOf(shard));
    }

    /** All patterns in the order in which they were written, those of conditions last. */
    Stream<NamePattern> patterns() {
        return Stream.of(include.stream(), exclude.stream(), conditions.stream().map(RowCondition::tables))
                .flatMap(patterns -> patterns);
    }

    boolean takes(Shard shard, Map<String, String> logicalTables, Member member) {
        if (member.subject() == Subject.TRIGGER) {
            String table = member.owner();
            return takes(shard, logicalTables, Member.table(table, logicalTable(logicalTables, table)))
                    && !isExcluded(shard, member);
        }
        return isIncluded(shard, member) && !isExcluded(shard, member);
    }

    private static String logicalTable(Map<String, String> logicalTables, String table) {
        return Objects.requireNonNullElse(logicalTables.get(table), "");
    }

    private boolean isIncluded(Shard shard, Member member) {
        return include.isEmpty()
                || include.stream()
                        .anyMatch(pattern -> pattern.matches(shard) || pattern.matches(shard.name(), member));
    }

    private boolean isExcluded(Shard shard, Member member) {
        return exclude.stream().anyMatch(pattern -> pattern.matches(shard) || pattern.matches(shard.name(), member));
    }
}
