package io.shardark.engine.cut;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
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

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final List<DatabaseServer> servers;
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

    Topology topology() {
        return topology(
                servers.get(0).user(), servers.get(0).password(), servers.get(1).password());
    }

    /** The same shards seen by another user, who has one password on both servers. */
    Topology topology(String user, String password) {
        return topology(user, password, password);
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

    void execute(int index, String sql) throws SQLException {
        try (Connection connection = connect(index);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
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
        }
    }
}
