package io.shardark.engine.selection;

import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds patterns that match nothing, which are mistakes, and selections of nothing. Used by one thread. */
public final class PatternUse {
    private final Selection selection;
    private final Set<NamePattern> used = new HashSet<>();
    private final List<ShardarkException> problems = new ArrayList<>();
    private boolean anything;

    /** Looks at the names of all shards of the configuration. */
    public PatternUse(Selection selection, Topology all) {
        this.selection = selection;
        all.shards()
                .forEach(shard -> selection
                        .patterns()
                        .filter(pattern -> pattern.matches(shard))
                        .forEach(used::add));
    }

    /** Looks at what is in a shard that is not left out as a whole. */
    public void see(ShardSelection shard, List<Member> members) {
        for (Member member : members) {
            Stream.concat(selection.include().stream(), selection.exclude().stream())
                    .filter(pattern -> pattern.matches(shard.shard().name(), member))
                    .forEach(used::add);
            anything |= shard.takes(member);
            if (member.subject() == Subject.TABLE && shard.takes(member)) {
                seeConditions(shard, member);
            }
        }
    }

    private void seeConditions(ShardSelection shard, Member table) {
        List<RowCondition> conditions = shard.conditions(table.name());
        conditions.forEach(condition -> used.add(condition.tables()));
        if (conditions.size() > 1) {
            problems.add(new ConfigurationException(
                    conditions.get(1).tables().place() + ": table "
                            + shard.shard().name() + "." + table.name() + " has two conditions, that of "
                            + conditions.get(0).tables() + " and that of "
                            + conditions.get(1).tables(),
                    "Let one pattern match the table, and join conditions with AND."));
        }
    }

    /** Everything that is wrong with the patterns, when all shards were seen. */
    public List<ShardarkException> problems() {
        List<ShardarkException> all = new ArrayList<>(problems);
        selection
                .patterns()
                .filter(pattern -> !used.contains(pattern))
                .forEach(pattern -> all.add(new ConfigurationException(
                        pattern.place() + ": \"" + pattern + "\" matches nothing in the shards that are backed up",
                        "Patterns are compared in upper and lower case as the server shows names; * and ? stand for any"
                                + " characters.")));
        // Shards that are empty in any case can be backed up as they are.
        if (!anything && all.isEmpty() && selection.patterns().findAny().isPresent()) {
            all.add(new RefusedException(
                    "the selection leaves out every table and every object, so there is nothing to back up",
                    "Loosen backup.include and backup.exclude."));
        }
        return all;
    }
}
