package io.shardark.samples.benchmark;

import io.shardark.samples.servers.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills, drops and compares the shards of one server. */
record Data(DatabaseServer server, DataSet set, Layout layout) {
    private static final int BATCH = 50_000;
    private static final int THREADS = 2;

    void fill() throws SQLException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (String schema : layout.schemas()) {
                work.add(() -> fill(schema));
            }
            for (Future<Void> filled : threads.invokeAll(work)) {
                filled.get();
            }
        } catch (ExecutionException e) {
            throw new SQLException("filling a shard failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    // Callable<Void> has to return something.
    @SuppressWarnings("NullAway")
    private Void fill(String schema) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + schema + " DEFAULT CHARACTER SET utf8mb4");
            statement.execute("USE " + schema);
            statement.execute("SET time_zone = '+00:00', rand_seed1 = 20261122, rand_seed2 = 1122");
            statement.execute("CREATE TEMPORARY TABLE thousand (n INT PRIMARY KEY)");
            statement.execute("INSERT INTO thousand WITH RECURSIVE r AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM r"
                    + " WHERE n < 999) SELECT n FROM r");
            // A temporary table cannot be named twice in one statement (MySQL manual, B.3.6.2).
            statement.execute("CREATE TEMPORARY TABLE thousands AS SELECT n * 1000 AS n FROM thousand");
            for (String table : set.tables(layout.tables())) {
                fill(statement, table);
            }
        }
        return null;
    }

    private void fill(Statement statement, String table) throws SQLException {
        statement.execute(set.create(table));
        for (long first = 0; first < layout.rows(); first += BATCH) {
            long count = Math.min(BATCH, layout.rows() - first);
            statement.execute(set.fill(
                    table,
                    "SELECT " + first + " + thousands.n + thousand.n AS n FROM thousands, thousand WHERE thousands.n < "
                            + count + " AND thousands.n + thousand.n < " + count + " ORDER BY 1"));
        }
    }

    void drop() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String schema : layout.schemas()) {
                statement.execute("DROP DATABASE IF EXISTS " + schema);
            }
        }
    }

    /** What the server computes over all rows; equal data give equal text. */
    String checksum() throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String schema : layout.schemas()) {
                statement.execute("USE " + schema);
                try (ResultSet sums =
                        statement.executeQuery("CHECKSUM TABLE " + String.join(", ", set.tables(layout.tables())))) {
                    while (sums.next()) {
                        text.append(sums.getString(1))
                                .append(' ')
                                .append(sums.getLong(2))
                                .append('\n');
                    }
                }
            }
        }
        return text.toString();
    }
}
