package io.shardark.engine.read;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.schema.SchemaReader;
import io.shardark.engine.schema.ShardSchema;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.catalog.TableRecord;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema of a test's own on a shared server, dropped at the end. */
public final class SourceDatabase implements AutoCloseable {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Sessions SESSIONS = new Sessions();

    private final Shard shard;
    private final Session session;

    private SourceDatabase(Shard shard, Session session) {
        this.shard = shard;
        this.session = session;
    }

    public static SourceDatabase create(ServerFlavor flavor) {
        return named(flavor, "source_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet());
    }

    public static SourceDatabase named(ServerFlavor flavor, String name) {
        Instance instance = instance(SharedServers.get(flavor, 0));
        Session session = SESSIONS.open(instance);
        session.execute("DROP DATABASE IF EXISTS " + SqlText.name(name));
        session.execute("CREATE DATABASE " + SqlText.name(name) + " CHARACTER SET utf8mb4");
        session.execute("USE " + SqlText.name(name));
        return new SourceDatabase(new Shard(0, "ds_0", instance, name), session);
    }

    public static Instance instance(DatabaseServer server) {
        return instance(server, server.user(), server.password());
    }

    public static Instance instance(DatabaseServer server, String user, String password) {
        return new Instance(0, "mysql-a", server.host(), server.port(), user, new Secret(password), Tls.PREFERRED);
    }

    /** A further session with the schema as its default. */
    public Session open() {
        Session another = SESSIONS.open(shard.instance());
        another.execute("USE " + SqlText.name(name()));
        return another;
    }

    public Shard shard() {
        return shard;
    }

    public Topology topology() {
        return new Topology(List.of(shard.instance()), List.of(shard), List.of());
    }

    public Session session() {
        return session;
    }

    public String name() {
        return shard.schema();
    }

    /** Executes statements one after the other. */
    public void execute(String... statements) {
        for (String statement : statements) {
            session.execute(statement);
        }
    }

    /** Reads the schema with a session of its own, as a backup does. */
    public ShardSchema read() {
        try (Session reader = SESSIONS.open(shard.instance())) {
            return SchemaReader.read(reader, shard, topology());
        }
    }

    public TableRecord table(String name) {
        return read().tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        session.execute("DROP DATABASE IF EXISTS " + SqlText.name(name()));
        session.close();
    }
}
