package io.shardark.engine.read;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.result.ResultSetMetaData;
import io.shardark.engine.mysql.Session;
import io.shardark.format.error.UnreachableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a query whose result does not fit in memory, and hands over one row at a time. */
final class RowStream {
    /**
     * What a server says that prepares no further statement (ER_MAX_PREPARED_STMT_COUNT_REACHED), one whose cache of
     * definitions is so small that it would have to prepare again and again (ER_NEED_REPREPARE), and a proxy that does
     * not know such statements (ER_UNSUPPORTED_PS, ER_NOT_SUPPORTED_YET, ER_UNKNOWN_COM_ERROR). After any other error,
     * such as a deadlock, the snapshot may be gone.
     */
    private static final Set<Integer> REFUSALS = Set.of(1461, 1615, 1295, 1235, 1047);

    private RowStream() {}

    /** Takes rows. */
    @FunctionalInterface
    interface RowTaker {
        /**
         * Takes a row.
         *
         * @param values the texts of its columns, valid until this returns
         */
        void take(RowValues values);
    }

    /**
     * Reads all rows of a query.
     *
     * @param columns how many columns of each row are wanted, which are all, or none of one
     * @param doing what is being done, for messages
     * @throws UnreachableException when the result ended early
     */
    static void read(Session session, String sql, int columns, String doing, RowTaker taker) {
        session.exclusively(() -> {
            try (Statement statement =
                    session.connection().createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                Execution execution = () -> statement.executeQuery(sql);
                stream(session, statement, execution, result -> PacketRows.ofText(result, columns), taker);
            } catch (SQLException e) {
                throw Session.failure(session.instance(), doing, e);
            } catch (BrokenResultException e) {
                throw broken(session, doing, e);
            }
        });
    }

    /**
     * Reads all rows of a query in the binary encoding, if the server prepares it and the text of each of its columns
     * is known.
     *
     * @param sql behind the wanted columns there is {@link BinaryDecoder#END}, which the taker does not get
     * @param columns how many columns of each row are wanted
     * @return whether they were read; otherwise the session is as it was, and no row was taken
     * @throws UnreachableException when the result ended early, or the connection before it
     */
    static boolean readBinary(Session session, String sql, int columns, String doing, RowTaker taker) {
        AtomicBoolean begun = new AtomicBoolean();
        session.exclusively(() -> {
            try (PreparedStatement statement = prepare(session, sql)) {
                if (isKnown(statement, columns)) {
                    RowSource source = result -> {
                        begun.set(true);
                        return PacketRows.ofBinary(result, columns);
                    };
                    stream(session, statement, statement::executeQuery, source, taker);
                }
            } catch (SQLException e) {
                if (begun.get() || !REFUSALS.contains(e.getErrorCode())) {
                    throw Session.failure(session.instance(), doing, e);
                }
            } catch (BrokenResultException e) {
                throw broken(session, doing, e);
            }
        });
        return begun.get();
    }

    private static UnreachableException broken(Session session, String doing, BrokenResultException e) {
        return new UnreachableException(
                session.instance().place() + " gave a result that no server makes, while " + doing + ": "
                        + e.getMessage(),
                "A proxy between Shardark and the server may change results; connect to the server directly.",
                e);
    }

    private static PreparedStatement prepare(Session session, String sql) throws SQLException {
        return session.connection()
                .unwrap(JdbcConnection.class)
                .serverPrepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    }

    private static boolean isKnown(PreparedStatement statement, int columns) throws SQLException {
        return statement.getMetaData() instanceof ResultSetMetaData metadata
                && BinaryDecoder.of(metadata.getFields(), columns).isPresent();
    }

    /** Executes a statement. */
    @FunctionalInterface
    private interface Execution {
        ResultSet run() throws SQLException;
    }

    /** Says how rows are found in a result. */
    @FunctionalInterface
    private interface RowSource {
        PacketRows of(ResultSet result) throws SQLException;
    }

    private static void stream(
            Session session, Statement statement, Execution execution, RowSource source, RowTaker taker)
            throws SQLException {
        statement.setFetchSize(Integer.MIN_VALUE);
        try (ResultSet result = execution.run()) {
            takeAll(session, rows(session, source, result), taker);
        }
    }

    private static PacketRows rows(Session session, RowSource source, ResultSet result) throws SQLException {
        try {
            return source.of(result);
        } catch (SQLException | BrokenResultException e) {
            abort(session, e);
            throw e;
        }
    }

    private static void takeAll(Session session, PacketRows rows, RowTaker taker) throws SQLException {
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
