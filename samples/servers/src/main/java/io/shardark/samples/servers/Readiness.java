package io.shardark.samples.servers;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until a server accepts its user. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Readiness() {}

    /**
     * Returns the server's version as soon as a connection works.
     *
     * @throws ServerException when the server ended or did not answer in time, with the end of its log
     */
    static String await(DatabaseServer server, BooleanSupplier alive, Supplier<String> log) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            // Asked before the attempt: a server that ends after a failed attempt is seen in the next round.
            boolean wasAlive = alive.getAsBoolean();
            try (Connection connection = server.connect()) {
                return version(connection);
            } catch (SQLException e) {
                if (!wasAlive) {
                    throw new ServerException("The " + server.flavor() + " server ended. " + log.get(), e);
                }
                if (System.nanoTime() > deadline) {
                    throw new ServerException(
                            "The " + server.flavor() + " server does not accept connections on port " + server.port()
                                    + ": " + e.getMessage() + ". " + log.get(),
                            e);
                }
                Interrupts.pause(PAUSE);
            }
        }
    }

    private static String version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            if (!row.next()) {
                throw new SQLException("SELECT VERSION() gave no row");
            }
            return row.getString(1);
        }
    }
}
