package io.shardark.engine.operation;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.schema.SchemaReader;
import io.shardark.engine.schema.ShardSchema;
import io.shardark.engine.selection.Selection;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The definitions of what is selected of shards, at one moment. */
final class Definitions {
    private final Topology topology;
    private final Map<Integer, ShardSchema> schemas;

    private Definitions(Topology topology, Map<Integer, ShardSchema> schemas) {
        this.topology = topology;
        this.schemas = schemas;
    }

    /** Reads those of all shards. */
    static Definitions read(Sessions sessions, Topology topology, Selection selection) {
        return read(sessions, topology, selection, topology.instances());
    }

    /** Reads those of all shards on some instances. */
    static Definitions read(Sessions sessions, Topology topology, Selection selection, List<Instance> instances) {
        Map<Integer, ShardSchema> schemas = new TreeMap<>();
        for (Instance instance : instances) {
            List<Shard> shards = topology.shardsOn(instance);
            if (!shards.isEmpty()) {
                try (Session session = sessions.open(instance)) {
                    shards.forEach(shard ->
                            schemas.put(shard.number(), SchemaReader.read(session, selection.of(shard, topology))));
                }
            }
        }
        return new Definitions(topology, schemas);
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
