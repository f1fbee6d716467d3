package io.shardark.samples.demo;

import io.shardark.samples.servers.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills the shards with the same rows every time. */
final class DemoData {
    private static final int ORDERS_PER_TABLE = 8_000;
    private static final int BATCH = 500;

    private DemoData() {}

    /** How many rows were made. */
    record Rows(long orders, long items, long countries) {}

    static Rows fill(List<DatabaseServer> servers) throws SQLException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Long>> shards = new ArrayList<>();
            for (int shard = 0; shard < DemoSchema.SHARDS; shard++) {
                int number = shard;
                shards.add(() -> fillShard(number, DemoSchema.serverOf(number, servers)));
            }
            long items = 0;
            for (Future<Long> filled : threads.invokeAll(shards)) {
                items += filled.get();
            }
            long orders = (long) ORDERS_PER_TABLE * DemoSchema.TABLES * DemoSchema.SHARDS;
            return new Rows(orders, items, fillCountries(servers.get(0)));
        } catch (ExecutionException e) {
            throw new SQLException("filling a shard failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    static Connection connect(DatabaseServer server, int shard) throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(DemoSchema.name(shard)) + "&rewriteBatchedStatements=true&connectionTimeZone=UTC",
                server.user(),
                server.password());
    }

    private static long fillShard(int shard, DatabaseServer server) throws SQLException {
        long items = 0;
        try (Connection connection = connect(server, shard)) {
            connection.setAutoCommit(false);
            for (int table = 0; table < DemoSchema.TABLES; table++) {
                items += fillTable(connection, shard, table);
            }
        }
        return items;
    }

    private static long fillTable(Connection connection, int shard, int table) throws SQLException {
        DemoOrders orders = new DemoOrders(connection, table);
        long items = 0;
        for (int n = 1; n <= ORDERS_PER_TABLE; n++) {
            int userId = shard + DemoSchema.SHARDS * (table + DemoSchema.TABLES * (n % 1000));
            items += orders.add(orderId(shard, table, n), 0, userId);
            if (n % BATCH == 0) {
                orders.send();
                connection.commit();
            }
        }
        return items;
    }

    /** Sparse and large, as ids from a snowflake generator are. */
    static long orderId(int shard, int table, int n) {
        return 1_000_000_000_000_000L + n * 977L * 16 + shard * 4L + table;
    }

    private static long fillCountries(DatabaseServer server) throws SQLException {
        long countries = 0;
        try (Connection connection = connect(server, 0);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO t_country (code, name_en, name_zh) VALUES (?, ?, ?)")) {
            for (String code : Locale.getISOCountries()) {
                Locale country = new Locale.Builder().setRegion(code).build();
                insert.setString(1, code);
                insert.setString(2, country.getDisplayCountry(Locale.ENGLISH));
                insert.setString(3, country.getDisplayCountry(Locale.CHINESE));
                insert.addBatch();
                countries++;
            }
            insert.executeBatch();
        }
        return countries;
    }
}
