package io.shardark.engine.fidelity;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.operation.ServerText;
import io.shardark.engine.operation.TwoInstances;
import io.shardark.engine.topology.Shard;
import io.shardark.format.error.ShardarkException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Specimens spread over all shards, and what the servers say about them. */
final class Habitat {
    private final TwoInstances shards;
    private final List<Place> places = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private Habitat(TwoInstances shards) {
        this.shards = shards;
    }

    /**
     * Where a specimen lives.
     *
     * @param names of everything that it made in the schema of its shard
     */
    record Place(Specimen specimen, int shard, Set<String> names) {}

    /** Brings specimens to shards in turn. */
    static Habitat settle(TwoInstances shards, List<Specimen> specimens) {
        Habitat habitat = new Habitat(shards);
        for (Shard shard : shards.topology().shards()) {
            for (int i = shard.number(); i < specimens.size(); i += TwoInstances.SHARDS) {
                // A session of its own, since some change its settings.
                try (Session session = shards.sessions().open(shard.instance())) {
                    session.execute("USE " + SqlText.name(shard.schema()));
                    habitat.settle(session, shard, specimens.get(i), i);
                }
            }
        }
        return habitat;
    }

    private void settle(Session session, Shard shard, Specimen specimen, int number) {
        Set<String> before = names(session, shard);
        session.execute(Zoo.MODE);
        for (String statement : specimen.statements(shard.schema(), number)) {
            try {
                session.execute(statement);
            } catch (ShardarkException e) {
                failures.add(specimen.item() + ": cannot be made: " + e.getMessage() + " [" + statement + "]");
            }
        }
        Set<String> names = new HashSet<>(names(session, shard));
        names.removeAll(before);
        places.add(new Place(specimen, shard.number(), names));
    }

    private static Set<String> names(Session session, Shard shard) {
        String schema = SqlText.literal(shard.schema());
        return new HashSet<>(session.query(
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + schema
                        + " UNION SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = " + schema
                        + " UNION SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = " + schema
                        + " UNION SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = " + schema,
                row -> row.getString(1)));
    }

    List<Place> places() {
        return List.copyOf(places);
    }

    /** What could not be made. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** What the servers say now, by the numbers of the shards. */
    Map<Integer, Map<String, List<String>>> texts() {
        Map<Integer, Map<String, List<String>>> texts = new TreeMap<>();
        for (Shard shard : shards.topology().shards()) {
            try (Session session = shards.sessions().open(shard.instance())) {
                texts.put(shard.number(), ServerText.of(session, shard.schema()));
            }
        }
        return texts;
    }
}
