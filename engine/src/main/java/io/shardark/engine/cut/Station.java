package io.shardark.engine.cut;

import io.shardark.engine.cut.AttemptFailure.Kind;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.UnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One instance's part in the cut: its sessions and what they hold. One thread at a time may use it, but for
 * {@link #cancel()} and {@link #abort()}.
 */
final class Station {
    private static final String USUAL_WAIT_TIMEOUT = "31536000";
    private static final String SNAPSHOT = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

    private final StationSessions sessions;
    private final Set<String> schemas;
    private final Duration lockTimeout;
    private TableNames tables = new TableNames(List.of());
    private boolean locked;
    private boolean definitionsLocked;

    Station(StationSessions sessions, Set<String> schemas, Duration lockTimeout) {
        this.sessions = sessions;
        this.schemas = Set.copyOf(schemas);
        this.lockTimeout = lockTimeout;
    }

    /** When a lock was asked for and granted, in nanoseconds of {@link System#nanoTime()}. */
    record Grant(long asked, long granted) {}

    /**
     * What was seen while the lock was held.
     *
     * @param prepared number of prepared XA branches; -1 when the user may not ask
     */
    record Started(SnapshotPosition position, int prepared) {}

    Instance instance() {
        return sessions.instance();
    }

    StationSessions sessions() {
        return sessions;
    }

    boolean definitionsLocked() {
        return definitionsLocked;
    }

    Set<String> schemas() {
        return schemas;
    }

    /** Gets ready to lock, which makes nobody wait. */
    boolean prepare() throws AttemptFailure {
        tables = TableNames.read(sessions.definitions(), schemas);
        LongStatements.refuse(sessions, lockTimeout);
        return true;
    }

    /**
     * Takes the lock on the tables there were when it was prepared. On any failure nothing may be held, but {@link #release()} has to be called in any case.
     *
     * @param patience the longest wait that the server itself allows, rounded up to seconds; whoever calls ends it earlier
     */
    Grant lock(LockForm form, Duration patience) throws AttemptFailure {
        String statement = form.statement(tables);
        try {
            // The server itself ends this session, and so the lock, when nothing is heard of it: a host that hangs or
            // vanishes from the network would otherwise hold every writer until TCP gives up, after hours.
            long silence = 2 * lockTimeout.toSeconds() + 3;
            sessions.locker()
                    .execute("SET SESSION wait_timeout = " + silence + ", lock_wait_timeout = " + seconds(patience));
            locked = true;
            long asked = System.nanoTime();
            if (!statement.isEmpty()) {
                sessions.locker().execute(statement);
            }
            return new Grant(asked, System.nanoTime());
        } catch (UnreachableException e) {
            throw ServerErrors.attemptFailure(instance(), "the lock (" + form.text() + ")", e);
        }
    }

    /** Starts every worker's snapshot. The lock must be held here and on all other instances of the cut. */
    Started startSnapshots(LockForm form) throws AttemptFailure {
        try {
            int prepared = PreparedTransactions.count(sessions.locker());
            if (form == LockForm.TABLES && prepared > 0) {
                throw new AttemptFailure(
                        Kind.BUSY, instance(), prepared + " XA transactions were prepared and not yet finished");
            }
            SnapshotPosition position = Positions.read(sessions.definitions());
            for (Session worker : sessions.workers()) {
                worker.execute(SNAPSHOT);
            }
            touchTables();
            requireSameTables();
            return new Started(position, prepared);
        } catch (UnreachableException e) {
            throw ServerErrors.attemptFailure(instance(), "starting the snapshots", e);
        }
    }

    /** One snapshot without any lock; the only kind that needs no proof. The other workers are given up. */
    Started startSingleSnapshot() throws AttemptFailure {
        try {
            sessions.keepOneWorker();
            tables = TableNames.read(sessions.definitions(), schemas);
            SnapshotPosition before = Positions.read(sessions.definitions());
            sessions.workers().get(0).execute(SNAPSHOT);
            SnapshotPosition after = Positions.read(sessions.definitions());
            touchTables();
            requireSameTables();
            return new Started(before.equals(after) ? before : SnapshotPosition.UNKNOWN, -1);
        } catch (UnreachableException e) {
            throw ServerErrors.attemptFailure(instance(), "starting the snapshot", e);
        }
    }

    /**
     * Without a backup lock every worker needs its own metadata locks: one that came later would wait behind a DDL
     * statement that waits for the first worker, which is for ever.
     */
    private void touchTables() {
        int touching = sessions.definitionLock() == DefinitionLock.NONE
                ? sessions.workers().size()
                : 1;
        List<String> statements = tables.touching();
        for (Session worker : sessions.workers().subList(0, touching)) {
            statements.forEach(statement -> worker.query(statement, row -> ""));
        }
    }

    /** A table that came into being after the list was read was not locked. */
    private void requireSameTables() throws AttemptFailure {
        if (!TableNames.read(sessions.definitions(), schemas).equals(tables)) {
            throw new AttemptFailure(Kind.BUSY, instance(), "tables were created or dropped meanwhile");
        }
    }

    /**
     * Lets writers go on. That this succeeds on the session that locked proves that the lock was held until now.
     *
     * @return when, in nanoseconds of {@link System#nanoTime()}
     */
    long release() {
        if (locked) {
            unlock();
            long released = System.nanoTime();
            locked = false;
            sessions.locker().execute("SET SESSION wait_timeout = " + USUAL_WAIT_TIMEOUT);
            return released;
        }
        return System.nanoTime();
    }

    /** A second time, because a KILL QUERY that was meant for the lock statement may arrive as late as now. */
    private void unlock() {
        try {
            sessions.locker().execute("UNLOCK TABLES");
        } catch (UnreachableException e) {
            if (!ServerErrors.busy(e)) {
                throw e;
            }
            sessions.locker().execute("UNLOCK TABLES");
        }
    }

    /** Keeps DDL out from now on when the user may; tells whether it does. */
    boolean lockDefinitions() throws AttemptFailure {
        if (sessions.definitionLock() == DefinitionLock.NONE) {
            return false;
        }
        try {
            sessions.definitionLock().lock(sessions.definitions());
            definitionsLocked = true;
            return true;
        } catch (UnreachableException e) {
            throw ServerErrors.attemptFailure(
                    instance(), "the backup lock, which waits for changes of definitions,", e);
        }
    }

    /** Undoes an attempt after the release: ends the snapshots, whose metadata locks could hold up DDL, and the backup lock. */
    boolean abandon() {
        sessions.workers().forEach(worker -> worker.execute("ROLLBACK"));
        if (definitionsLocked) {
            sessions.definitionLock().unlock(sessions.definitions());
            definitionsLocked = false;
        }
        return true;
    }

    /** Ends all sessions. */
    boolean close() {
        sessions.close();
        return true;
    }

    /** Ends the lock statement that another thread waits for. */
    void cancel() {
        sessions.definitions().execute("KILL QUERY " + sessions.lockerId());
    }

    /** Ends everything without asking the server: it frees what a connection held when the connection is gone. */
    void abort() {
        sessions.abort();
    }

    private static long seconds(Duration duration) {
        return Math.max(1, (duration.toMillis() + 999) / 1000);
    }
}
