package io.shardark.engine.read;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import io.shardark.engine.mysql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs a query whose result does not fit in memory. The driver hands over one row at a time. */
final class RowStream {
    private static final int LONGEST_ROW = 1 << 30;

    private RowStream() {}

    /** Takes rows. */
    @FunctionalInterface
    interface RowTaker {
        /**
         * Takes a row.
         *
         * @param values the bytes of its columns as the server sent them, valid until this returns
         */
        void take(RowValues values);
    }

    /**
     * Reads all rows of a query.
     *
     * @param columns how many columns of each row are wanted, from the first
     * @param doing what is being done, for messages
     * @throws io.shardark.format.error.UnreachableException when the result ended early
     */
    static void read(Session session, String sql, int columns, String doing, RowTaker taker) {
        session.exclusively(() -> stream(session, sql, columns, doing, taker));
    }

    private static void stream(Session session, String sql, int columns, String doing, RowTaker taker) {
        try (Statement statement =
                session.connection().createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE);
            RuntimeProperty<Integer> longest = longestPacket(session);
            int usual = longest.getValue();
            longest.setValue(LONGEST_ROW);
            try (ResultSet result = statement.executeQuery(sql)) {
                takeAll(session, result, columns, taker);
            } finally {
                longest.setValue(usual);
            }
        } catch (SQLException e) {
            throw Session.failure(session.instance(), doing, e);
        }
    }

    /**
     * The driver's limit for both directions, which it takes from the server's {@code max_allowed_packet}. The server
     * itself has that for what it receives, and sends rows of any length.
     */
    private static RuntimeProperty<Integer> longestPacket(Session session) throws SQLException {
        return session.connection()
                .unwrap(JdbcConnection.class)
                .getPropertySet()
                .getIntegerProperty(PropertyKey.maxAllowedPacket);
    }

    private static void takeAll(Session session, ResultSet result, int columns, RowTaker taker) throws SQLException {
        PacketRows rows = PacketRows.of(result, columns);
        try {
            while (rows.next()) {
                taker.take(rows.values());
            }
        } catch (RuntimeException | Error e) {
            abort(session, e);
            throw e;
        }
    }

    /** Closing a result reads the rest of it first, which may be the whole table: end the connection instead. */
    private static void abort(Session session, Throwable reason) {
        try {
            session.connection().abort(Runnable::run);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
