package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.selection.PatternUse;
import io.shardark.engine.selection.SelectedTopology;
import io.shardark.engine.selection.Selection;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.LogicalTable;
import io.shardark.engine.topology.LogicalTable.DataNode;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.ShardarkException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Finds everything that would make a backup impossible or incomplete, all of it before work begins. What only limits the
 * level of the cut is found when the cut is taken.
 */
public final class SourcePreflight {
    private final Topology topology;
    private final Selection selection;
    private final PatternUse patterns;
    private final List<ShardarkException> problems = new ArrayList<>();
    private final Map<Instance, Session> reachable = new HashMap<>();
    private final Map<Session, Map<Shard, List<String>>> unprivileged = new LinkedHashMap<>();
    private final Map<Instance, Instance> servers = new HashMap<>();

    private SourcePreflight(Topology topology, Selection selection, PatternUse patterns) {
        this.topology = topology;
        this.selection = selection;
        this.patterns = patterns;
    }

    /** All problems of all shards; none means that everything can be read. */
    public static List<ShardarkException> problems(Sessions sessions, Topology topology) {
        return problems(sessions, topology, Selection.everything());
    }

    /** All problems of what is selected, and of the selection; shards that are left out are not even connected to. */
    public static List<ShardarkException> problems(Sessions sessions, Topology all, Selection selection) {
        Topology topology = SelectedTopology.of(all, selection).topology();
        SourcePreflight preflight = new SourcePreflight(topology, selection, new PatternUse(selection, all));
        try {
            topology.instances().stream()
                    .filter(instance -> !topology.shardsOn(instance).isEmpty())
                    .forEach(instance ->
                            preflight.attempt(() -> preflight.reachable.put(instance, sessions.open(instance))));
            preflight.findSameServers();
            preflight.checkShards();
            preflight.unprivileged.forEach((session, missing) ->
                    preflight.attempt(() -> preflight.problems.add(RequiredPrivileges.problem(session, missing))));
            preflight.checkLogicalTables();
            preflight.checkPatterns();
        } finally {
            preflight.reachable.values().forEach(Session::close);
        }
        return List.copyOf(preflight.problems);
    }

    private void findSameServers() {
        List<Session> sessions = topology.instances().stream()
                .filter(reachable::containsKey)
                .map(reachable::get)
                .map(Objects::requireNonNull)
                .toList();
        servers.putAll(SameServers.find(sessions));
    }

    private void checkShards() {
        Map<Place, Shard> places = new HashMap<>();
        for (Shard shard : topology.shards()) {
            Session session = reachable.get(shard.instance());
            if (session == null) {
                continue;
            }
            Shard other = places.putIfAbsent(place(shard, session), shard);
            if (other == null) {
                attempt(() -> checkShard(session, shard));
            } else {
                problems.add(new ConfigurationException(
                        "shards " + other.name() + " and " + shard.name() + " are the same schema " + shard.schema()
                                + " on the same server, " + other.instance().place()
                                + (other.instance().equals(shard.instance())
                                        ? ""
                                        : ", which is also " + shard.instance().place()),
                        "Remove one of them from the configuration, or correct its schema or instance."));
            }
        }
    }

    /** Names that could not be asked for may be what a pattern is about. */
    private void checkPatterns() {
        boolean all = topology.instances().stream()
                .filter(instance -> !topology.shardsOn(instance).isEmpty())
                .allMatch(reachable::containsKey);
        if (all && unprivileged.isEmpty()) {
            problems.addAll(patterns.problems());
        }
    }

    private void checkShard(Session session, Shard shard) {
        SchemaReader.schema(session, shard);
        List<String> missing = RequiredPrivileges.missing(session, shard);
        if (missing.isEmpty()) {
            problems.addAll(ShardPreflight.problems(session, selection.of(shard, topology), topology, patterns));
        } else {
            unprivileged.computeIfAbsent(session, key -> new LinkedHashMap<>()).put(shard, missing);
        }
    }

    private Place place(Shard shard, Session session) {
        Instance server = servers.getOrDefault(shard.instance(), shard.instance());
        boolean caseMatters = session.server().lowerCaseTableNames() == 0;
        return new Place(
                server.number(), caseMatters ? shard.schema() : shard.schema().toLowerCase(Locale.ROOT));
    }

    private record Place(int server, String schema) {}

    /** Shards that nodes name; whether the tables exist is asked of each shard. */
    private void checkLogicalTables() {
        List<String> names = topology.shards().stream().map(Shard::name).toList();
        Map<DataNode, String> owners = new HashMap<>();
        for (LogicalTable logical : topology.logicalTables()) {
            logical.nodes().stream()
                    .map(DataNode::shard)
                    .distinct()
                    .filter(shard -> !names.contains(shard))
                    .forEach(shard -> problems.add(new ConfigurationException(
                            "logical table " + logical.name() + " has nodes in shard " + shard
                                    + ", which does not exist",
                            "The configuration has these shards: " + String.join(", ", names) + ".")));
            for (DataNode node : logical.nodes()) {
                String owner = owners.putIfAbsent(node, logical.name());
                if (owner != null) {
                    problems.add(new ConfigurationException("table " + node.shard() + "." + node.table()
                            + " belongs to two logical tables, " + owner + " and " + logical.name()));
                }
            }
        }
    }

    private void attempt(Runnable check) {
        try {
            check.run();
        } catch (ShardarkException e) {
            problems.add(e);
        }
    }
}
