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
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.ShardarkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Finds everything that would make a backup impossible or incomplete, all of it before work begins. What only limits
 * the level of the cut is found when the cut is taken.
 */
public final class SourcePreflight {
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

    private final Topology topology;
    private final Selection selection;
    private final PatternUse patterns;
    private final List<ShardarkException> problems = new ArrayList<>();
    private final Map<Instance, Session> reachable = new HashMap<>();
    private final Map<Instance, Map<Shard, List<String>>> unprivileged = new LinkedHashMap<>();
    private final Map<Instance, Instance> servers = new HashMap<>();
    private final Map<Integer, ShardSchema> schemas = new TreeMap<>();

    private SourcePreflight(Topology topology, Selection selection, PatternUse patterns) {
        this.topology = topology;
        this.selection = selection;
        this.patterns = patterns;
    }

    /**
     * What was found.
     *
     * @param problems none means that everything can be read
     * @param schemas by number of shard; of all selected ones when there are no problems
     */
    public record Result(List<ShardarkException> problems, Map<Integer, ShardSchema> schemas) {
        public Result {
            problems = List.copyOf(problems);
            schemas = Map.copyOf(schemas);
        }
    }

    /** All problems of all shards; none means that everything can be read. */
    public static List<ShardarkException> problems(Sessions sessions, Topology topology) {
        return look(sessions, topology, Selection.everything(), 1, DEFAULT_PATIENCE)
                .problems();
    }

    /**
     * Looks at what is selected, and at the selection; shards that are left out are not even connected to.
     *
     * @param sessionsPerInstance how many shards of an instance are looked at at a time, at least 1
     * @param patience how long to wait for changes of definitions that are under way, in whole seconds
     */
    public static Result look(
            Sessions sessions, Topology all, Selection selection, int sessionsPerInstance, Duration patience) {
        Topology topology = SelectedTopology.of(all, selection).topology();
        SourcePreflight preflight = new SourcePreflight(topology, selection, new PatternUse(selection, all));
        try {
            topology.instances().stream()
                    .filter(instance -> !topology.shardsOn(instance).isEmpty())
                    .forEach(instance ->
                            preflight.attempt(() -> preflight.reachable.put(instance, sessions.open(instance))));
            preflight.findSameServers();
            preflight.checkShards(sessions, sessionsPerInstance, patience);
            preflight.checkPrivileges();
            preflight.checkLogicalTables();
            preflight.checkPatterns();
        } finally {
            preflight.reachable.values().forEach(Session::close);
        }
        return new Result(preflight.problems, preflight.schemas);
    }

    private void findSameServers() {
        List<Session> sessions = topology.instances().stream()
                .filter(reachable::containsKey)
                .map(reachable::get)
                .map(Objects::requireNonNull)
                .toList();
        servers.putAll(SameServers.find(sessions));
    }

    private void checkShards(Sessions sessions, int sessionsPerInstance, Duration patience) {
        EachShard.ask(sessions, reachable, distinctShards(), sessionsPerInstance, (session, shard) -> {
                    session.execute("SET SESSION lock_wait_timeout = " + patience.toSeconds());
                    return look(session, shard);
                })
                .values()
                .forEach(this::add);
    }

    private List<Shard> distinctShards() {
        List<Shard> distinct = new ArrayList<>();
        Map<Place, Shard> places = new HashMap<>();
        for (Shard shard : topology.shards()) {
            Session session = reachable.get(shard.instance());
            if (session == null) {
                continue;
            }
            Shard other = places.putIfAbsent(place(shard, session), shard);
            if (other == null) {
                distinct.add(shard);
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
        return distinct;
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

    /** What a look at a shard came to: privileges that are missing, or else what was found. */
    private record Looked(Shard shard, List<String> missing, ShardPreflight.Found found) {}

    /** Used by several threads. */
    private Looked look(Session session, Shard shard) {
        try {
            SchemaRecord schema = SchemaReader.schema(session, shard);
            List<String> missing = RequiredPrivileges.missing(session, shard);
            return new Looked(
                    shard,
                    missing,
                    missing.isEmpty()
                            ? ShardPreflight.look(session, selection.of(shard, topology), schema, topology)
                            : ShardPreflight.Found.nothing());
        } catch (ShardarkException e) {
            return new Looked(shard, List.of(), ShardPreflight.Found.problem(e));
        }
    }

    private void add(Looked looked) {
        if (!looked.missing().isEmpty()) {
            unprivileged
                    .computeIfAbsent(looked.shard().instance(), key -> new LinkedHashMap<>())
                    .put(looked.shard(), looked.missing());
        }
        problems.addAll(looked.found().problems());
        patterns.see(selection.of(looked.shard(), topology), looked.found().members());
        looked.found().schema().ifPresent(schema -> schemas.put(looked.shard().number(), schema));
    }

    private void checkPrivileges() {
        unprivileged.forEach((instance, missing) -> attempt(() ->
                problems.add(RequiredPrivileges.problem(Objects.requireNonNull(reachable.get(instance)), missing))));
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
