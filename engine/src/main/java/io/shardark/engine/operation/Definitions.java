package io.shardark.engine.operation;

import io.shardark.engine.cut.InstanceSnapshot;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.schema.SchemaReader;
import io.shardark.engine.schema.ShardSchema;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The definitions of all shards, and the proof that they belong to the rows. Where definitions are locked, they are
 * read under the lock. Where they cannot be, they are read before the cut and again after the last row: a change in
 * between, like the swap of two tables that an online schema change ends with, can make a snapshot show the rows of
 * another table.
 */
final class Definitions {
    private final Sessions sessions;
    private final Topology topology;
    private final Map<Integer, ShardSchema> schemas = new TreeMap<>();

    Definitions(Sessions sessions, Topology topology) {
        this.sessions = sessions;
        this.topology = topology;
    }

    /** Reads all definitions. */
    void read() {
        topology.instances().forEach(instance -> schemas.putAll(read(instance)));
    }

    /** Reads those again that can no longer change. */
    void readAgainWhereLocked(List<InstanceSnapshot> snapshots) {
        snapshots.stream()
                .filter(InstanceSnapshot::definitionsLocked)
                .forEach(snapshot -> schemas.putAll(read(snapshot.instance())));
    }

    /** The definitions of a shard. */
    ShardSchema of(Shard shard) {
        return Objects.requireNonNull(schemas.get(shard.number()), "definitions are read first");
    }

    /**
     * Compares with what the servers say now, where changes were not kept out.
     *
     * @throws RefusedException when something changed
     */
    void proveUnchangedWhereNotLocked(List<InstanceSnapshot> snapshots) {
        List<String> differences = new ArrayList<>();
        snapshots.stream().filter(snapshot -> !snapshot.definitionsLocked()).forEach(snapshot -> {
            Map<Integer, ShardSchema> now = read(snapshot.instance());
            topology.shardsOn(snapshot.instance())
                    .forEach(shard -> Objects.requireNonNull(now.get(shard.number()))
                            .differencesFrom(of(shard))
                            .forEach(difference -> differences.add(shard.place() + ": " + difference)));
        });
        if (!differences.isEmpty()) {
            throw new RefusedException(
                    "definitions changed while the backup ran, so its rows cannot be trusted:\n  - "
                            + String.join("\n  - ", differences),
                    "Back up again when no schema change runs, or grant the privilege that locks definitions"
                            + " (BACKUP_ADMIN on MySQL, RELOAD on MariaDB).");
        }
    }

    private Map<Integer, ShardSchema> read(Instance instance) {
        Map<Integer, ShardSchema> read = new TreeMap<>();
        List<Shard> shards = topology.shardsOn(instance);
        if (!shards.isEmpty()) {
            try (Session session = sessions.open(instance)) {
                shards.forEach(shard -> read.put(shard.number(), SchemaReader.read(session, shard, topology)));
            }
        }
        return read;
    }
}
