package io.shardark.engine.load;

import io.shardark.engine.load.ChunkToLoad.Transactions;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.row.RowSetDigest;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Loads chunks into one instance, each in a transaction of its own together with its entry in the ledger. However it
 * ends, a chunk is loaded whole or not at all, and never twice. Holds one session; used by one thread.
 */
final class ChunkLoader implements AutoCloseable {
    private static final int DUPLICATE_ENTRY = 1062;
    /** How many of a chunk's warnings a message repeats. */
    private static final int SHOWN_WARNINGS = 3;

    private final Sessions sessions;
    private final Instance instance;
    private final Retry retry;
    private Optional<LoadSession> open = Optional.empty();

    ChunkLoader(Sessions sessions, Instance instance, Retry retry) {
        this.sessions = sessions;
        this.instance = instance;
        this.retry = retry;
    }

    /** How a chunk came to be in its table. */
    enum Outcome {
        LOADED,
        /** The server warned about its rows, and then showed them exactly as they were. */
        LOADED_WITH_WARNINGS,
        /** An earlier run had loaded it. */
        FOUND
    }

    /**
     * Loads a chunk unless the ledger has it.
     *
     * @param text gives the verified row text, from memory, once for every attempt
     * @throws ShardarkException when it could not be loaded; then none of its rows are in the table
     * @throws InterruptedException when the thread was interrupted between two attempts
     */
    Outcome load(ChunkToLoad chunk, Supplier<InputStream> text) throws InterruptedException {
        for (int failures = 0; ; ) {
            try {
                Outcome outcome = attempt(session(), chunk, text);
                // What is found after a failure was loaded by that attempt: only the answer to its COMMIT was lost.
                return failures > 0 && outcome == Outcome.FOUND ? Outcome.LOADED : outcome;
            } catch (SQLException e) {
                abandonSession();
                failures++;
                check(chunk, failures, e);
            } catch (UnreachableException e) {
                abandonSession();
                failures++;
                check(chunk, failures, e);
            } catch (RuntimeException | Error e) {
                abandonSession();
                throw e;
            }
            retry.pause(failures);
        }
    }

    private void check(ChunkToLoad chunk, int failures, UnreachableException failure) {
        if (failure.getCause() instanceof SQLException cause) {
            check(chunk, failures, cause);
        } else {
            throw failure;
        }
    }

    private void check(ChunkToLoad chunk, int failures, SQLException failure) {
        boolean again = Retry.worthwhile(failure)
                && failures < retry.attempts()
                && chunk.transactions() == Transactions.SUPPORTED;
        if (!again) {
            throw new UnreachableException(
                    chunk.place() + " could not be loaded into " + instance.place() + " in " + failures
                            + (failures == 1 ? " attempt: " : " attempts: ") + ServerMessage.of(failure),
                    "Run the same command again when the cause is removed: it goes on where it stopped.",
                    failure);
        }
    }

    private static Outcome attempt(LoadSession session, ChunkToLoad chunk, Supplier<InputStream> text)
            throws SQLException {
        session.execute("START TRANSACTION");
        if (!enter(session, chunk)) {
            return Outcome.FOUND;
        }
        long affected = session.load(chunk.loadStatement(), text.get());
        long warnings = warnings(session);
        if (affected == chunk.rows() && warnings != 0 && chunk.transactions() == Transactions.SUPPORTED) {
            session.execute("ROLLBACK");
            return attemptWithProof(session, chunk, text);
        }
        if (affected != chunk.rows() || warnings != 0) {
            throw refused(session, chunk, affected, warnings);
        }
        session.execute("COMMIT");
        return Outcome.LOADED;
    }

    /**
     * Loads a chunk about which the server warns, and reads it back before the commit. Values can warn and yet come in
     * as they were: an ENUM that is none of its labels, or one that makes the expression of a generated column warn.
     */
    private static Outcome attemptWithProof(LoadSession session, ChunkToLoad chunk, Supplier<InputStream> text)
            throws SQLException {
        session.execute("START TRANSACTION");
        if (!enter(session, chunk)) {
            return Outcome.FOUND;
        }
        // Without a key it is the whole table that is compared, in this transaction's own snapshot of it.
        RowSetDigest before = chunk.slice().digest(session.session());
        long affected = session.load(chunk.loadStatement(), text.get());
        long warnings = warnings(session);
        RefusedException refused = refused(session, chunk, affected, warnings);
        if (!chunk.slice().digest(session.session()).equals(before.plus(chunk.digest()))) {
            throw refused;
        }
        session.execute("COMMIT");
        return Outcome.LOADED_WITH_WARNINGS;
    }

    /** Unlike SELECT @@warning_count, after which MySQL has forgotten them, this leaves the warnings as they are. */
    private static long warnings(LoadSession session) {
        return Long.parseLong(session.session().value("SHOW COUNT(*) WARNINGS"));
    }

    private static RefusedException refused(LoadSession session, ChunkToLoad chunk, long affected, long warnings) {
        return new RefusedException(
                chunk.place() + ": the server took " + affected + " of " + chunk.rows() + " rows, with " + warnings
                        + " warnings, so none was kept" + firstWarnings(session),
                "LOAD DATA LOCAL drops or changes rows that do not fit instead of failing. Is the target a server of "
                        + "the same kind, with the same character sets and collations?");
    }

    /** Whether the chunk was not in the ledger and is now, in this transaction. */
    private static boolean enter(LoadSession session, ChunkToLoad chunk) throws SQLException {
        try {
            session.execute(chunk.ledger().insertChunk(chunk.ordinal(), chunk.sha256()));
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() != DUPLICATE_ENTRY) {
                throw e;
            }
            session.execute("ROLLBACK");
            // Also proves that the entry is for these very bytes.
            if (chunk.ledger().hasChunk(session.session(), chunk.ordinal(), chunk.sha256())) {
                return false;
            }
            throw e;
        }
    }

    private static String firstWarnings(LoadSession session) {
        List<String> warnings = session.session()
                .query(
                        "SHOW WARNINGS LIMIT " + SHOWN_WARNINGS,
                        row -> ServerMessage.withoutValues(row.getString(3)) + " (error " + row.getInt(2) + ")");
        return warnings.isEmpty() ? "" : ": " + String.join("; ", warnings);
    }

    private LoadSession session() {
        if (open.isEmpty()) {
            open = Optional.of(LoadSession.open(sessions, instance));
        }
        return open.get();
    }

    /** Whatever the transaction holds is rolled back by the server when the connection is cut. */
    private void abandonSession() {
        open.ifPresent(LoadSession::abort);
        open = Optional.empty();
    }

    @Override
    public void close() {
        abandonSession();
    }
}
