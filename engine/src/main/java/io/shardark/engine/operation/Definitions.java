package io.shardark.engine.operation;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.schema.EachShard;
import io.shardark.engine.schema.SchemaReader;
import io.shardark.engine.schema.ShardSchema;
import io.shardark.engine.schema.SourcePreflight;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ShardarkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The definitions of what is selected of shards, at one moment. */
final class Definitions {
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final Topology topology;
    private final Map<Integer, ShardSchema> schemas;

    private Definitions(Topology topology, Map<Integer, ShardSchema> schemas) {
        this.topology = topology;
        this.schemas = schemas;
    }

    /**
     * Reads those of all shards on some instances, over as many connections as will read rows.
     *
     * @param patience how long to wait for a change under way, in whole seconds. While a cut is open such a change may
     *     wait for the cut itself: on MySQL 9.7 DROP TRIGGER waits for the table and keeps SHOW CREATE TRIGGER waiting
     * @param withIdentities where tables are told from others of the same name and definition, for
     *     {@link #changedTablesOf}
     * @throws io.shardark.format.error.UnreachableException also when that was not enough; see {@link #waitedInVain}
     */
    static Definitions read(
            Sessions sessions,
            Topology topology,
            BackupSettings settings,
            List<Instance> instances,
            Duration patience,
            Predicate<Instance> withIdentities) {
        List<Shard> shards = topology.shards().stream()
                .filter(shard -> instances.contains(shard.instance()))
                .toList();
        return new Definitions(
                topology,
                EachShard.ask(sessions, Map.of(), shards, settings.connectionsPerInstance(), (session, shard) -> {
                    session.execute("SET SESSION lock_wait_timeout = " + patience.toSeconds());
                    ShardSelection selection = settings.selection().of(shard, topology);
                    return withIdentities.test(shard.instance())
                            ? SchemaReader.read(session, selection)
                            : SchemaReader.readDefinitions(session, selection);
                }));
    }

    /** Those that a preflight without problems has read. */
    static Definitions of(Topology topology, SourcePreflight.Result found) {
        return new Definitions(topology, found.schemas());
    }

    /** Whether reading failed because a change was under way. */
    static boolean waitedInVain(ShardarkException failure) {
        return Session.errorNumber(failure) == LOCK_WAIT_TIMEOUT;
    }

    /** The definitions of a shard. */
    ShardSchema of(Shard shard) {
        return Objects.requireNonNull(schemas.get(shard.number()), "definitions are read first");
    }

    /** What differs from an earlier reading, with the shard before each; AUTO_INCREMENT and sequences may move. */
    List<String> differencesFrom(Definitions earlier) {
        return compare(earlier, ShardSchema::definitionsChangedSince);
    }

    /** Which tables of an earlier reading are not the same any more, with the shard before each. */
    List<String> changedTablesOf(Definitions earlier) {
        return compare(earlier, ShardSchema::tablesChangedSince);
    }

    private List<String> compare(Definitions earlier, BiFunction<ShardSchema, ShardSchema, List<String>> comparison) {
        List<String> differences = new ArrayList<>();
        topology.shards().stream()
                .filter(shard -> schemas.containsKey(shard.number()))
                .forEach(shard -> comparison
                        .apply(of(shard), earlier.of(shard))
                        .forEach(difference -> differences.add(shard.place() + ": " + difference)));
        return differences;
    }
}
