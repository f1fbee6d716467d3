package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Two servers behind one address, as a primary and its successor, with the same two shards on each. On every server a
 * writer counts up the version of all rows of all tables in one transaction, so that whatever shows two versions or two
 * origins was read from two moments or two servers.
 */
final class FailoverPair implements AutoCloseable {
    static final int ROWS = 40;
    static final int SHARDS = 2;
    private static final List<String> TABLES = List.of("t_a", "t_b");
    private static final int BODY = 5_000;

    private final List<DatabaseServer> servers;
    private final String name = "fo_" + UUID.randomUUID().toString().substring(0, 8);
    private final SwitchingProxy proxy;
    private final Sessions sessions = new PlainSessions();
    private final List<CompletableFuture<Void>> writers = new ArrayList<>();
    private final Object striking = new Object();
    private volatile Consumer<String> onMessage = message -> {};
    private volatile boolean closing;
    private boolean backingUp;

    private FailoverPair(ServerFlavor flavor) throws IOException {
        servers = List.of(SharedServers.get(flavor, 0), SharedServers.get(flavor, 1));
        proxy = new SwitchingProxy(servers.get(0).port(), message -> onMessage.accept(message));
    }

    static FailoverPair create(ServerFlavor flavor) throws IOException {
        FailoverPair pair = new FailoverPair(flavor);
        for (int server = 0; server < 2; server++) {
            pair.fill(server);
            pair.writers.add(CompletableFuture.runAsync(pair.writer(server), work -> {
                Thread thread = new Thread(work, "writer");
                thread.setDaemon(true);
                thread.start();
            }));
        }
        return pair;
    }

    private void fill(int server) {
        execute(server, "CREATE USER " + name + "@'%' IDENTIFIED BY 'pass'", "GRANT ALL ON *.* TO " + name + "@'%'");
        String origin = origin(server);
        for (String schema : schemas()) {
            execute(server, "CREATE DATABASE " + schema);
            for (String table : TABLES) {
                execute(
                        server,
                        "CREATE TABLE " + schema + "." + table
                                + " (id INT PRIMARY KEY, version BIGINT, origin CHAR(1), body TEXT)",
                        "INSERT INTO " + schema + "." + table
                                + " WITH RECURSIVE n AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM n WHERE id < "
                                + ROWS + ") SELECT id, 0, '" + origin + "', REPEAT(CHAR(64 + MOD(id, 26)), " + BODY
                                + ") FROM n");
            }
            execute(server, "CREATE VIEW " + schema + ".v_origin AS SELECT '" + origin + "' AS origin");
        }
    }

    private static String origin(int server) {
        return server == 0 ? "A" : "B";
    }

    private Runnable writer(int server) {
        return () -> {
            while (!closing) {
                try (Connection connection = servers.get(server).connect();
                        Statement statement = connection.createStatement()) {
                    // Whole rows before and after each change would fill the disk in minutes.
                    statement.execute("SET SESSION binlog_row_image = 'MINIMAL'");
                    connection.setAutoCommit(false);
                    while (!closing) {
                        for (String table : tables("")) {
                            statement.execute("UPDATE " + table + " SET version = version + 1");
                        }
                        connection.commit();
                        LockSupport.parkNanos(5_000_000);
                    }
                } catch (SQLException e) {
                    // The server was stopped, or its schemas were dropped at the end.
                    LockSupport.parkNanos(50_000_000);
                }
            }
        };
    }

    private List<String> schemas() {
        return List.of(name + "_0", name + "_1");
    }

    private List<String> tables(String suffix) {
        return schemas().stream()
                .flatMap(schema -> TABLES.stream().map(table -> schema + suffix + "." + table))
                .toList();
    }

    /** Does something with each message of the backup before the server gets it, from now on. */
    void onMessage(Consumer<String> action) {
        onMessage = action;
    }

    /** From here to {@link #settle} the backup may be struck. */
    void expose() {
        synchronized (striking) {
            backingUp = true;
        }
    }

    /** Does harm to the backup, unless it is over: its last messages are still on their way when it returns. */
    void strike(Runnable harm) {
        synchronized (striking) {
            if (backingUp) {
                harm.run();
            }
        }
    }

    /** Waits for the end of a strike, such as that the server is there again, and lets none begin. */
    private void settle() {
        synchronized (striking) {
            backingUp = false;
        }
    }

    Sessions sessions() {
        return sessions;
    }

    SwitchingProxy proxy() {
        return proxy;
    }

    DatabaseServer server(int number) {
        return servers.get(number);
    }

    /** The shards as a backup reaches them. */
    Topology proxied() {
        return topology(proxy.port(), "");
    }

    private Topology topology(int port, String suffix) {
        Instance instance = new Instance(0, "pair", "127.0.0.1", port, name, new Secret("pass"), Tls.DISABLED);
        List<Shard> shards = new ArrayList<>();
        for (int n = 0; n < SHARDS; n++) {
            shards.add(new Shard(n, "ds_" + n, instance, name + "_" + n + suffix));
        }
        return new Topology(List.of(instance), shards, List.of());
    }

    /** Where a backup is restored to: the first server, schemas with another name. */
    Topology target() {
        return topology(servers.get(0).port(), "_back");
    }

    void dropTarget() {
        schemas().forEach(schema -> execute(0, "DROP DATABASE IF EXISTS " + schema + "_back"));
    }

    /** What was restored is one moment of one server, with all rows and what belongs to them. */
    void assertOneMoment(String message) {
        String rows = tables("_back").stream()
                .map(table -> "SELECT * FROM " + table)
                .collect(Collectors.joining(" UNION ALL ", "(", ") AS restored"));
        String found = value(
                0,
                "SELECT CONCAT_WS(' ', COUNT(*), COUNT(DISTINCT version), COUNT(DISTINCT origin),"
                        + " SUM(body <> REPEAT(CHAR(64 + MOD(id, 26)), " + BODY + "))) FROM " + rows);
        assertEquals(ROWS * TABLES.size() * SHARDS + " 1 1 0", found, message);
        String origin = value(0, "SELECT MIN(origin) FROM " + rows);
        for (String schema : schemas()) {
            assertEquals(origin, value(0, "SELECT origin FROM " + schema + "_back.v_origin"), message);
        }
    }

    /** Nobody of the backup is connected any more, and definitions can be changed at once. */
    void assertUnlocked(String message) {
        settle();
        long end = System.nanoTime() + 30_000_000_000L;
        for (int server = 0; server < 2; server++) {
            String connections = "SELECT COUNT(*) FROM information_schema.processlist WHERE user = '" + name + "'";
            while (!value(server, connections).equals("0")) {
                assertTrue(System.nanoTime() < end, message + ": connections are left over");
            }
            String there = tables("").stream()
                    .map(table -> table + " TO " + table + "_x")
                    .collect(Collectors.joining(", "));
            String back =
                    tables("").stream().map(table -> table + "_x TO " + table).collect(Collectors.joining(", "));
            execute(server, "SET SESSION lock_wait_timeout = 10", "RENAME TABLE " + there + ", " + back);
        }
    }

    /** The numbers of the backup's connections to the first server. */
    List<String> connections() {
        return Administrator.query(
                servers.get(0), "SELECT id FROM information_schema.processlist WHERE user = '" + name + "'");
    }

    void execute(int server, String... statements) {
        Administrator.execute(servers.get(server), statements);
    }

    String value(int server, String query) {
        return Administrator.query(servers.get(server), query).get(0);
    }

    @Override
    public void close() throws IOException {
        closing = true;
        writers.forEach(CompletableFuture::join);
        proxy.close();
        dropTarget();
        for (int server = 0; server < 2; server++) {
            for (String schema : schemas()) {
                execute(server, "DROP DATABASE IF EXISTS " + schema);
            }
            execute(server, "DROP USER " + name + "@'%'");
        }
    }

    /** Plain statements as the administrator. */
    private static final class Administrator {
        static void execute(DatabaseServer server, String... statements) {
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement()) {
                for (String each : statements) {
                    statement.execute(each);
                }
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        static List<String> query(DatabaseServer server, String sql) {
            List<String> values = new ArrayList<>();
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement();
                    var result = statement.executeQuery(sql)) {
                while (result.next()) {
                    values.add(result.getString(1));
                }
                return values;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }
}
