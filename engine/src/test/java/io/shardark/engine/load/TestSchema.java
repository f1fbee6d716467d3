package io.shardark.engine.load;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema of a test's own on a shared server, dropped at the end. */
final class TestSchema implements AutoCloseable {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Sessions SESSIONS = new Sessions();

    private final Shard shard;
    private final Session session;

    private TestSchema(Shard shard, Session session) {
        this.shard = shard;
        this.session = session;
    }

    static TestSchema create(ServerFlavor flavor) {
        return named(flavor, freshName());
    }

    static String freshName() {
        return "load_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
    }

    static TestSchema named(ServerFlavor flavor, String name) {
        Instance instance = instance(SharedServers.get(flavor, 0));
        Session session = SESSIONS.open(instance);
        session.execute("CREATE DATABASE " + SqlText.name(name) + " CHARACTER SET utf8mb4");
        session.execute("USE " + SqlText.name(name));
        return new TestSchema(new Shard(0, "ds_0", instance, name), session);
    }

    static Instance instance(DatabaseServer server) {
        return instance(server, server.port());
    }

    static Instance instance(DatabaseServer server, int port) {
        return new Instance(
                0, "mysql-a", server.host(), port, server.user(), new Secret(server.password()), Tls.PREFERRED);
    }

    Shard shard() {
        return shard;
    }

    Session session() {
        return session;
    }

    String name() {
        return shard.schema();
    }

    String showCreate(String table) {
        return session.query("SHOW CREATE TABLE " + SqlText.name(name(), table), row -> row.getString(2))
                .get(0);
    }

    @Override
    public void close() {
        session.execute("DROP DATABASE IF EXISTS " + SqlText.name(name()));
        session.close();
    }
}
