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

/**
 * One connection to one server with known settings. Used by one thread at a time. It never reconnects: what lives in a
 * session (locks, snapshots, transactions) ends with it.
 */
public final class Session implements AutoCloseable {
    private static final int ACCESS_DENIED = 1045;

    private final Instance instance;
    private final ServerIdentity server;
    private final Connection connection;

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

    /** The connection itself, for streaming and loading; still owned by the session. */
    public Connection connection() {
        return connection;
    }

    /**
     * Executes a statement without a result.
     *
     * @throws UnreachableException with the server's error, whose number the cause has
     */
    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(instance, "executing " + abbreviated(sql), e);
        }
    }

    /** Reads a small result whole. */
    public <T> List<T> query(String sql, RowMapper<T> mapper) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(mapper.map(result));
            }
            return rows;
        } catch (SQLException e) {
            throw failure(instance, "executing " + abbreviated(sql), e);
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
        String hint = e.getErrorCode() == ACCESS_DENIED
                ? "Check user and password of the instance in the configuration."
                : "";
        return new UnreachableException(
                instance.place() + " failed while " + doing + ": " + e.getMessage() + errorNumber(e), hint, e);
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
