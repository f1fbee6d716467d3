package io.shardark.samples.demo;

import io.shardark.samples.servers.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shops that keep trading while the backup runs. Each trade writes an order with the same trade number to two shards on
 * two servers before it commits on both, so in an honest cut every trade number is there twice or not at all.
 */
final class DemoTrades implements AutoCloseable {
    private static final int SHOPS = 3;
    private static final long FIRST_ORDER = 9_000_000_000_000_000L;

    private final List<DatabaseServer> servers;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong trades = new AtomicLong();
    private final List<Thread> shops = new ArrayList<>();

    DemoTrades(List<DatabaseServer> servers) {
        this.servers = servers;
    }

    void open() {
        for (int shop = 0; shop < SHOPS; shop++) {
            int number = shop;
            Thread thread = new Thread(() -> trade(number), "shop-" + shop);
            thread.setDaemon(true);
            thread.start();
            shops.add(thread);
        }
    }

    /** Trades committed so far. */
    long count() {
        return trades.get();
    }

    private void trade(int shop) {
        SplittableRandom random = new SplittableRandom(shop);
        try (Connection first = DemoData.connect(servers.get(0), random.nextInt(2));
                Connection second = DemoData.connect(servers.get(1), 2 + random.nextInt(2))) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            for (long n = 0; !closed.get(); n++) {
                tradeOnce(first, second, 1 + n * SHOPS + shop, random);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a shop had to close", e);
        }
    }

    private void tradeOnce(Connection first, Connection second, long number, SplittableRandom random)
            throws SQLException {
        try {
            order(first, 2 * number, number, random);
            order(second, 2 * number + 1, number, random);
            first.commit();
            second.commit();
            trades.incrementAndGet();
        } catch (SQLTransientException busy) {
            first.rollback();
            second.rollback();
        }
    }

    private static void order(Connection connection, long id, long trade, SplittableRandom random) throws SQLException {
        DemoOrders orders = new DemoOrders(connection, random.nextInt(DemoSchema.TABLES));
        orders.add(FIRST_ORDER + id, trade, random.nextInt(10_000));
        orders.send();
    }

    /** How many trades are in the shards, and how many of them only by half. */
    record Count(long whole, long half) {}

    static Count count(List<DatabaseServer> servers) throws SQLException {
        Map<Long, Integer> orders = new HashMap<>();
        for (int shard = 0; shard < DemoSchema.SHARDS; shard++) {
            try (Connection connection = DemoData.connect(DemoSchema.serverOf(shard, servers), shard);
                    Statement statement = connection.createStatement()) {
                for (int table = 0; table < DemoSchema.TABLES; table++) {
                    count(statement, table, orders);
                }
            }
        }
        long whole = orders.values().stream().filter(n -> n == 2).count();
        return new Count(whole, orders.size() - whole);
    }

    private static void count(Statement statement, int table, Map<Long, Integer> orders) throws SQLException {
        try (ResultSet trades =
                statement.executeQuery("SELECT trade_no FROM t_order_" + table + " WHERE trade_no > 0")) {
            while (trades.next()) {
                orders.merge(trades.getLong(1), 1, Integer::sum);
            }
        }
    }

    @Override
    public void close() {
        closed.set(true);
        try {
            for (Thread shop : shops) {
                shop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
