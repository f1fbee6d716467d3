package io.shardark.engine.mysql;

import io.shardark.engine.topology.Instance;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection to one server with known settings. Used by one thread at a time, and between its statements by a
 * {@link Heartbeat}. It never reconnects: what lives in a session (locks, snapshots, transactions) ends with it.
 */
public final class Session implements AutoCloseable {
    private static final int ACCESS_DENIED = 1045;
    /** The class of SQL states that the driver gives when a connection is broken. */
    private static final String CONNECTION_EXCEPTION = "08";
    /** ER_SERVER_SHUTDOWN, ER_QUERY_INTERRUPTED, ER_CONNECTION_KILLED (MariaDB), ER_CLIENT_INTERACTION_TIMEOUT. */
    private static final Set<Integer> ENDED = Set.of(1053, 1317, 1927, 4031);

    private final Instance instance;
    private final ServerIdentity server;
    private final Connection connection;
    /** Held by whoever talks to the server: a streamed result must have been read before the next statement. */
    private final ReentrantLock talking = new ReentrantLock();

    Session(Instance instance, ServerIdentity server, Connection connection) {
        this.instance = instance;
        this.server = server;
        this.connection = connection;
    }

    /** Turns a row of a result into a value. */
    @FunctionalInterface
    public interface RowMapper<T> {
        /** Maps the row that the result stands on. */
        T map(ResultSet row) throws SQLException;
    }

    /** The instance it is connected to. */
    public Instance instance() {
        return instance;
    }

    /** Which server answered. */
    public ServerIdentity server() {
        return server;
    }

    /**
     * The connection itself, for streaming and loading, out of a {@link Heartbeat}'s reach or {@link #exclusively};
     * still owned by the session.
     */
    public Connection connection() {
        return connection;
    }

    /**
     * Executes a statement without a result.
     *
     * @throws UnreachableException with the server's error, whose number the cause has
     */
    public void execute(String sql) {
        talking.lock();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(instance, "executing " + abbreviated(sql), e);
        } finally {
            talking.unlock();
        }
    }

    /** Reads a small result whole. */
    public <T> List<T> query(String sql, RowMapper<T> mapper) {
        talking.lock();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(mapper.map(result));
            }
            return rows;
        } catch (SQLException e) {
            throw failure(instance, "executing " + abbreviated(sql), e);
        } finally {
            talking.unlock();
        }
    }

    /** Does something with {@link #connection()} that takes more than one call, and keeps others away meanwhile. */
    public void exclusively(Runnable work) {
        talking.lock();
        try {
            work.run();
        } finally {
            talking.unlock();
        }
    }

    /** Says something, unless somebody else does. */
    void beat() {
        if (talking.tryLock()) {
            try {
                value("SELECT 1");
            } finally {
                talking.unlock();
            }
        }
    }

    /** The first column of the first row as text; empty when there is no row or it is NULL. */
    public String value(String sql) {
        List<String> values = query(sql, row -> {
            String value = row.getString(1);
            return value == null ? "" : value;
        });
        return values.isEmpty() ? "" : values.get(0);
    }

    /** What a driver's failure means to a person. */
    public static ShardarkException failure(Instance instance, String doing, SQLException e) {
        return new UnreachableException(
                instance.place() + " failed while " + doing + ": " + e.getMessage() + errorNumber(e), hint(e), e);
    }

    private static String hint(SQLException e) {
        if (e.getErrorCode() == ACCESS_DENIED) {
            return "Check user and password of the instance in the configuration.";
        }
        return isConnectionFailure(e) || ENDED.contains(e.getErrorCode())
                ? "Find out why the server cannot be reached or ended the connection or the statement (KILL, restart, failover,"
                        + " time limits), and run the same command again."
                : "";
    }

    /** Whether the connection is broken, and not only what was asked was refused. */
    public static boolean isConnectionFailure(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith(CONNECTION_EXCEPTION);
    }

    /** The server's error number behind a failure; 0 when there is none. */
    public static int errorNumber(ShardarkException failure) {
        return failure.getCause() instanceof SQLException e ? e.getErrorCode() : 0;
    }

    private static String errorNumber(SQLException e) {
        return e.getErrorCode() == 0 ? "" : " (error " + e.getErrorCode() + ")";
    }

    /** Statements can hold values; the first words are enough to know which one it was. */
    private static String abbreviated(String sql) {
        return sql.length() <= 80 ? sql : sql.substring(0, 80) + "...";
    }

    /** Ends the session; the server rolls back and unlocks what it held. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(instance, "disconnecting", e);
        }
    }
}
