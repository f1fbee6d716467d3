package io.shardark.engine.cut.pressure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Something else that goes on while cuts are taken; closing ends it. */
interface Disturbance extends AutoCloseable {
    @Override
    void close() throws SQLException;

    /** Begins a disturbance. */
    @FunctionalInterface
    interface Beginning {
        Disturbance begin(ShardedBank bank, long seed) throws Exception;
    }

    /** Nothing else. */
    static Disturbance none(ShardedBank bank, long seed) {
        return () -> {};
    }

    /**
     * A SELECT on one shard that runs until the test ends it, and is older than a lock time-out when the cuts begin.
     */
    static Disturbance longSelect(ShardedBank bank, long seed) throws SQLException {
        String select = "SELECT SLEEP(600) FROM " + bank.accounts(1) + " LIMIT 1";
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                bank.execute(1, select);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
        String old = "SELECT COALESCE(MAX(id), 0) FROM information_schema.processlist"
                + " WHERE command = 'Query' AND time >= 2 AND info = '" + select + "'";
        long id = 0;
        while (id == 0 && !running.isDone()) {
            id = bank.number(1, old);
        }
        String kill = "KILL " + id;
        return () -> {
            bank.execute(1, kill);
            running.exceptionally(killed -> null).join();
        };
    }

    /** A client that has read in a transaction and thinks. */
    static Disturbance idleReader(ShardedBank bank, long seed) throws SQLException {
        return idle(bank, "SELECT COUNT(*) FROM " + bank.accounts(2));
    }

    /** A client that has written in a transaction and thinks. */
    static Disturbance idleWriter(ShardedBank bank, long seed) throws SQLException {
        return idle(bank, "INSERT INTO " + bank.notes(2) + " (text) VALUES ('thinking')");
    }

    private static Disturbance idle(ShardedBank bank, String sql) throws SQLException {
        Connection connection = bank.connect(2);
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute(sql);
        }
        return () -> {
            try (Connection closing = connection;
                    Statement statement = closing.createStatement()) {
                statement.execute("ROLLBACK");
            }
        };
    }

    /** What there is to tell about it. */
    default String note() {
        return "";
    }

    /** A coordinator process that is killed again and again; its branches stay prepared for a while each time. */
    static Disturbance dyingCoordinator(ShardedBank bank, long seed) throws Exception {
        return DyingCoordinator.begin(bank, seed);
    }
}
