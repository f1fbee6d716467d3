package io.shardark.engine.cut.pressure;

import io.shardark.engine.cut.Cut;
import io.shardark.engine.cut.InstanceSnapshot;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Accounts on four shards; the money of all of them together never changes. Each server has those next to each other.
 */
final class ShardedBank implements AutoCloseable {
    static final int SHARDS = 4;
    /** Accounts of writers that go on for ever, and behind them those of a coordinator that is killed. */
    static final int ACCOUNTS = 96;

    static final int WRITERS_ACCOUNTS = 64;
    static final long TOTAL = (long) SHARDS * ACCOUNTS * 1000;

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final List<DatabaseServer> servers;
    private final String name = "pressure_" + ProcessHandle.current().pid() + "_" + NEXT.incrementAndGet();

    private ShardedBank(List<DatabaseServer> servers) {
        this.servers = List.copyOf(servers);
    }

    /** On so many servers that all tests share. */
    static ShardedBank open(ServerFlavor flavor, int servers) throws SQLException {
        return open(IntStream.range(0, servers)
                .mapToObj(index -> SharedServers.get(flavor, index))
                .toList());
    }

    static ShardedBank open(List<DatabaseServer> servers) throws SQLException {
        ShardedBank bank = new ShardedBank(servers);
        String rows = IntStream.range(0, ACCOUNTS)
                .mapToObj(id -> "(" + id + ", 1000)")
                .collect(Collectors.joining(", "));
        for (int shard = 0; shard < SHARDS; shard++) {
            bank.execute(
                    shard,
                    "CREATE DATABASE " + bank.schema(shard),
                    "CREATE TABLE " + bank.accounts(shard)
                            + " (id INT PRIMARY KEY, money BIGINT NOT NULL) ENGINE=InnoDB",
                    "CREATE TABLE " + bank.notes(shard)
                            + " (id BIGINT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(20)) ENGINE=InnoDB",
                    "INSERT INTO " + bank.accounts(shard) + " VALUES " + rows);
        }
        return bank;
    }

    String name() {
        return name;
    }

    String schema(int shard) {
        return name + "_" + shard;
    }

    String accounts(int shard) {
        return schema(shard) + ".account";
    }

    String notes(int shard) {
        return schema(shard) + ".note";
    }

    DatabaseServer server(int shard) {
        return servers.get(place(shard, servers.size()));
    }

    private static int place(int shard, int servers) {
        return shard * servers / SHARDS;
    }

    Topology topology() {
        return topologyOn(servers);
    }

    /** The same shards on other servers, such as replicas. */
    Topology topologyOn(List<DatabaseServer> others) {
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            DatabaseServer server = others.get(i);
            instances.add(new Instance(
                    i,
                    "server-" + i,
                    server.host(),
                    server.port(),
                    server.user(),
                    new Secret(server.password()),
                    Tls.PREFERRED));
        }
        List<Shard> shards = new ArrayList<>();
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new Shard(i, "ds_" + i, instances.get(place(i, instances.size())), schema(i)));
        }
        return new Topology(instances, shards, List.of());
    }

    Connection connect(int shard) throws SQLException {
        return server(shard).connect();
    }

    /** Executes statements in one session on the server of a shard. */
    void execute(int shard, String... sql) throws SQLException {
        try (Connection connection = connect(shard);
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }

    /** One transaction over two shards from beginning to end. */
    void transferWhole(int from, int to) throws SQLException {
        try (Connection paying = connect(from);
                Connection receiving = connect(to);
                Statement pay = paying.createStatement();
                Statement receive = receiving.createStatement()) {
            pay.execute("BEGIN");
            receive.execute("BEGIN");
            pay.execute("UPDATE " + accounts(from) + " SET money = money - 1000 WHERE id = 0");
            receive.execute("UPDATE " + accounts(to) + " SET money = money + 1000 WHERE id = 0");
            pay.execute("COMMIT");
            receive.execute("COMMIT");
        }
    }

    long number(int shard, String sql) throws SQLException {
        try (Connection connection = connect(shard);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Which of the sessions that an instance has; they all have to see the same. */
    enum Side {
        FIRST,
        LAST
    }

    /** What a cut's sessions see of all accounts: one session of each instance added up. */
    long total(Cut cut, Side side) {
        long total = 0;
        for (InstanceSnapshot snapshot : cut.snapshots()) {
            Session reading = snapshot.sessions()
                    .get(side == Side.FIRST ? 0 : snapshot.sessions().size() - 1);
            for (int shard = 0; shard < SHARDS; shard++) {
                if (place(shard, cut.snapshots().size()) == snapshot.instance().number()) {
                    total += Long.parseLong(reading.value("SELECT SUM(money) FROM " + accounts(shard)));
                }
            }
        }
        return total;
    }

    /** A writer gets through on every shard within a second, and so do changes of definitions. */
    void assertUnlocked() throws SQLException {
        for (int shard = 0; shard < SHARDS; shard++) {
            execute(
                    shard,
                    "SET SESSION lock_wait_timeout = 5",
                    "INSERT INTO " + notes(shard) + " (text) VALUES ('unlocked')",
                    "RENAME TABLE " + notes(shard) + " TO " + notes(shard) + "_x, " + notes(shard) + "_x TO "
                            + notes(shard));
        }
    }

    @Override
    public void close() throws SQLException {
        for (int shard = 0; shard < SHARDS; shard++) {
            execute(shard, "DROP DATABASE IF EXISTS " + schema(shard));
        }
    }
}
