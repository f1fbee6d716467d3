package io.shardark.engine.operation;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Four shards on two running servers, in schemas of their own that are dropped at the end. */
public final class TwoInstances implements AutoCloseable {
    public static final int SHARDS = 4;

    private final ServerFlavor flavor;
    private final Topology topology;
    private final Sessions sessions = new Sessions();

    private TwoInstances(ServerFlavor flavor, Topology topology) {
        this.flavor = flavor;
        this.topology = topology;
    }

    public static TwoInstances create(ServerFlavor flavor) {
        List<Instance> instances = List.of(instance(flavor, 0), instance(flavor, 1));
        String prefix = "op_" + UUID.randomUUID().toString().substring(0, 8) + "_";
        List<Shard> shards = new ArrayList<>();
        for (int n = 0; n < SHARDS; n++) {
            shards.add(new Shard(n, "ds_" + n, instances.get(n / 2), prefix + n));
        }
        TwoInstances created = new TwoInstances(flavor, new Topology(instances, shards, List.of()));
        created.onEach("CREATE DATABASE `%s` DEFAULT CHARACTER SET utf8mb4");
        return created;
    }

    private static Instance instance(ServerFlavor flavor, int number) {
        DatabaseServer server = SharedServers.get(flavor, number);
        return new Instance(
                number,
                "instance-" + number,
                server.host(),
                server.port(),
                server.user(),
                new Secret(server.password()),
                Tls.PREFERRED);
    }

    public static String password(ServerFlavor flavor, int instance) {
        return SharedServers.get(flavor, instance).password();
    }

    public ServerFlavor flavor() {
        return flavor;
    }

    public Topology topology() {
        return topology;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Shard shard(int number) {
        return topology.shards().get(number);
    }

    /** Executes statements in the schema of a shard. */
    public void execute(int shard, String... statements) {
        try (Session session = sessions.open(shard(shard).instance())) {
            session.execute("USE `" + shard(shard).schema() + "`");
            for (String statement : statements) {
                session.execute(statement);
            }
        }
    }

    /** Asks for one value in the schema of a shard. */
    public String value(int shard, String query) {
        try (Session session = sessions.open(shard(shard).instance())) {
            session.execute("USE `" + shard(shard).schema() + "`");
            return session.value(query);
        }
    }

    /** Executes a statement about each schema. */
    public void onEach(String statement) {
        for (Shard shard : topology.shards()) {
            try (Session session = sessions.open(shard.instance())) {
                session.execute(statement.formatted(shard.schema()));
            }
        }
    }

    @Override
    public void close() {
        onEach("DROP DATABASE IF EXISTS `%s`");
    }
}
