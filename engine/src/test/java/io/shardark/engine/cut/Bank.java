package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Accounts in one schema on each of two servers; the money of both together never changes. */
final class Bank implements AutoCloseable {
    static final int ACCOUNTS = 64;
    static final long TOTAL = 2L * ACCOUNTS * 1000;

    private static final String PASSWORD = "secret of tests";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final List<DatabaseServer> servers;
    private final List<String> users = new ArrayList<>();
    private final String schema = "cut_" + ProcessHandle.current().pid() + "_" + NEXT.incrementAndGet();

    private Bank(List<DatabaseServer> servers) {
        this.servers = servers;
    }

    static Bank open(ServerFlavor flavor) throws SQLException {
        Bank bank = new Bank(List.of(SharedServers.get(flavor, 0), SharedServers.get(flavor, 1)));
        for (int i = 0; i < 2; i++) {
            bank.execute(i, "CREATE DATABASE " + bank.schema);
            bank.execute(
                    i, "CREATE TABLE " + bank.table() + " (id INT PRIMARY KEY, money BIGINT NOT NULL) ENGINE=InnoDB");
            bank.execute(
                    i,
                    "CREATE TABLE " + bank.schema + ".note (id BIGINT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(20))");
            List<String> rows = new ArrayList<>();
            for (int id = 0; id < ACCOUNTS; id++) {
                rows.add("(" + id + ", 1000)");
            }
            bank.execute(i, "INSERT INTO " + bank.table() + " VALUES " + String.join(", ", rows));
        }
        return bank;
    }

    String schema() {
        return schema;
    }

    String table() {
        return schema + ".account";
    }

    DatabaseServer server(int index) {
        return servers.get(index);
    }

    /** Creates a user on both servers and lets it read the bank. It is dropped with the bank. */
    String user(String... furtherGrants) throws SQLException {
        String user = schema + "_" + users.size();
        users.add(user);
        for (int i = 0; i < 2; i++) {
            execute(i, "CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + PASSWORD + "'");
            execute(i, "GRANT SELECT, LOCK TABLES ON " + schema + ".* TO '" + user + "'@'%'");
            for (String grant : furtherGrants) {
                execute(i, "GRANT " + grant + " TO '" + user + "'@'%'");
            }
        }
        return user;
    }

    /** The shards seen by a user of {@link #user}. */
    Topology topology(String user) {
        return topology(user, PASSWORD, PASSWORD);
    }

    /** A writer gets through on both servers within a second, and so do changes of definitions. */
    void assertUnlocked() throws SQLException {
        for (int i = 0; i < 2; i++) {
            execute(
                    i,
                    "SET SESSION lock_wait_timeout = 1",
                    "UPDATE " + table() + " SET money = money",
                    "INSERT INTO " + schema + ".note (text) VALUES ('unlocked')",
                    "RENAME TABLE " + table() + " TO " + table() + "_x, " + table() + "_x TO " + table());
        }
    }

    /** Waits until the servers have noticed that a user's connections are gone. */
    void awaitNoConnections(String user) throws SQLException {
        long end = System.nanoTime() + 10_000_000_000L;
        for (int i = 0; i < 2; i++) {
            String connections = "SELECT COUNT(*) FROM information_schema.processlist WHERE user = '" + user + "'";
            while (number(i, connections) > 0) {
                assertTrue(System.nanoTime() < end, "connections are left over");
            }
        }
    }

    /** Without TLS, after a login with TLS, which MySQL demands once before it takes a hashed password without. */
    Topology unencrypted() {
        Topology encrypted = topology();
        List<Instance> instances = new ArrayList<>();
        List<Shard> shards = new ArrayList<>();
        for (Instance each : encrypted.instances()) {
            new Sessions().open(each).close();
            Instance plain = new Instance(
                    each.number(), each.name(), each.host(), each.port(), each.user(), each.password(), Tls.DISABLED);
            instances.add(plain);
            shards.add(new Shard(each.number(), "ds_" + each.number(), plain, schema));
        }
        return new Topology(instances, shards, List.of());
    }

    Topology topology() {
        return topology(
                servers.get(0).user(), servers.get(0).password(), servers.get(1).password());
    }

    /** The same shards, of which the first is reached through another port of this machine. */
    Topology through(int port, Topology direct) {
        Instance first = direct.instances().get(0);
        Instance proxied =
                new Instance(0, first.name(), "127.0.0.1", port, first.user(), first.password(), first.tls());
        return new Topology(
                List.of(proxied, direct.instances().get(1)),
                List.of(new Shard(0, "ds_0", proxied, schema), direct.shards().get(1)),
                List.of());
    }

    private Topology topology(String user, String... passwords) {
        List<Instance> instances = new ArrayList<>();
        List<Shard> shards = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            DatabaseServer server = servers.get(i);
            Instance instance = new Instance(
                    i, "bank-" + i, server.host(), server.port(), user, new Secret(passwords[i]), Tls.PREFERRED);
            instances.add(instance);
            shards.add(new Shard(i, "ds_" + i, instance, schema));
        }
        return new Topology(instances, shards, List.of());
    }

    Connection connect(int index) throws SQLException {
        return servers.get(index).connect();
    }

    /** Executes statements in one session. */
    void execute(int index, String... sql) throws SQLException {
        try (Connection connection = connect(index);
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }

    long number(int index, String sql) throws SQLException {
        try (Connection connection = connect(index);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** What a cut's sessions see of all accounts: the n-th sessions of both instances added up. */
    long total(Cut cut, int session) {
        long total = 0;
        for (InstanceSnapshot snapshot : cut.snapshots()) {
            total += money(snapshot.sessions().get(session));
        }
        return total;
    }

    long money(Session session) {
        return Long.parseLong(session.value("SELECT SUM(money) FROM " + table()));
    }

    @Override
    public void close() throws SQLException {
        for (int i = 0; i < 2; i++) {
            execute(i, "DROP DATABASE IF EXISTS " + schema);
            for (String user : users) {
                execute(i, "DROP USER '" + user + "'@'%'");
            }
        }
    }
}
