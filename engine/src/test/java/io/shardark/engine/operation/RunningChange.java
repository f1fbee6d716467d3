package io.shardark.engine.operation;

import io.shardark.samples.servers.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Steps of a change that are executed one after the other while a backup runs, however long each has to wait. */
final class RunningChange {
    private final DatabaseServer server;
    private final String schema;
    private final List<String> steps;
    private final List<Long> completed = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "change");
    private volatile long connection;
    private volatile String failure = "";

    private RunningChange(DatabaseServer server, String schema, List<String> steps) {
        this.server = server;
        this.schema = schema;
        this.steps = steps;
    }

    /** Starts the steps. */
    static RunningChange start(DatabaseServer server, String schema, DefinitionChange change) {
        RunningChange running = new RunningChange(
                server,
                schema,
                change.steps().stream()
                        .map(step -> step.replace("%t", schema + "_twin"))
                        .toList());
        running.thread.setDaemon(true);
        running.thread.start();
        return running;
    }

    private void run() {
        try (Connection session = server.connect();
                Statement statement = session.createStatement()) {
            statement.execute("USE " + schema);
            statement.execute("SET SESSION lock_wait_timeout = 3600");
            try (ResultSet id = statement.executeQuery("SELECT CONNECTION_ID()")) {
                id.next();
                connection = id.getLong(1);
            }
            for (String step : steps) {
                statement.execute(step);
                completed.add(System.nanoTime());
            }
        } catch (SQLException e) {
            failure = e.toString();
        }
    }

    /** Returns when all steps are done or one waits for a lock. */
    void awaitDoneOrWaiting(Connection administrator) throws SQLException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (thread.isAlive() && !waits(administrator)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(steps + " is neither done nor waits for a lock");
            }
        }
    }

    private boolean waits(Connection administrator) throws SQLException {
        try (Statement statement = administrator.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "SELECT COUNT(*) FROM information_schema.processlist WHERE state LIKE 'Waiting for%' AND id = "
                                + connection)) {
            waiting.next();
            return waiting.getLong(1) > 0;
        }
    }

    /** Waits for the last step. */
    void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the last step was completed before a time of {@link System#nanoTime()}. */
    boolean isDoneBefore(long time) {
        return completedBefore(time).size() == steps.size();
    }

    /** What the server said against a step; empty for nothing. */
    String failure() {
        return failure;
    }

    /** The steps that were completed before a time of {@link System#nanoTime()}. */
    List<String> completedBefore(long time) {
        return steps.subList(
                0, (int) completed.stream().filter(each -> each - time < 0).count());
    }
}
