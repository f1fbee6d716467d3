package io.shardark.engine.cut;

import io.shardark.engine.cut.AttemptFailure.Kind;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.Replication;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One instance's part in the cut: its sessions and what they hold. One thread at a time may use it, but for
 * {@link #cancel()} and {@link #abort()}.
 */
final class Station {
    /**
     * For the locker when it has become the control session: no wait for ever, not even behind DDL that waits for us.
     */
    private static final String USUAL_TIMEOUTS = "SET SESSION wait_timeout = 31536000, lock_wait_timeout = 60";

    private static final String SNAPSHOT = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

    private final StationSessions sessions;
    private final CutTables wanted;
    private final Duration lockTimeout;
    private TableNames tables = new TableNames(List.of());
    private Replication replication = Replication.UNKNOWN;
    /** What the server said to the forms of the lock that the user may not take. */
    private final Map<LockForm, UnreachableException> refusals = new EnumMap<>(LockForm.class);

    private final LockChoice choice;

    private boolean locked;
    private boolean definitionsLocked;

    Station(StationSessions sessions, CutTables wanted, Duration lockTimeout) {
        this.sessions = sessions;
        this.wanted = wanted;
        this.lockTimeout = lockTimeout;
        this.choice = new LockChoice(lockTimeout);
    }

    /**
     * When a lock was asked for and granted, in nanoseconds of {@link System#nanoTime()}.
     *
     * @param lock what it was, as in a manifest
     */
    record Grant(String lock, long asked, long granted) {
        /** For a snapshot that needs no lock. */
        static Grant none() {
            long now = System.nanoTime();
            return new Grant(LockForm.NONE.text(), now, now);
        }
    }

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

    Replication replication() {
        return replication;
    }

    /** How long the lock takes without waiting for anybody, at most. */
    Duration lockingTime(LockForm form) {
        return choice.lockingTime(form);
    }

    /** The form that is taken where another one is wanted. */
    LockForm fitting(LockForm form) {
        return choice.fitting(form);
    }

    Set<String> schemas() {
        return wanted.schemas();
    }

    /**
     * Gets ready to lock for a cut of this level, which makes no writer wait, and finds out whether the backup lock
     * could be had now.
     */
    boolean prepare(CutLevel level, LockForm form) throws AttemptFailure {
        replication = ReplicationRole.read(sessions.definitions());
        ReplicationRole.require(level, replication, instance());
        tables = TableNames.read(sessions.definitions(), wanted);
        Optional<String> longStatement = LongStatements.oldest(sessions.definitions(), lockTimeout);
        choice.prepare(tables.quoted().size(), longStatement);
        if (longStatement.isPresent() && fitting(form) != LockForm.READ_TABLES) {
            throw LongStatements.refusal(instance(), longStatement.get());
        }
        if (lockBackup()) {
            unlockBackup();
        }
        if (fitting(form) == LockForm.READ_TABLES) {
            openManyTables();
        }
        return true;
    }

    /**
     * Servers open each table for each connection, which takes longer than to lock it. Done before, nobody waits for
     * it. FLUSH would close them again.
     */
    private void openManyTables() throws AttemptFailure {
        try {
            // Behind a change of definitions that waits for a long statement this would take as long as that.
            sessions.locker().execute("SET SESSION lock_wait_timeout = " + seconds(lockTimeout));
            touchTables(List.of(sessions.locker()));
            touchTables(sessions.workers().subList(0, bridging()));
        } catch (UnreachableException e) {
            throw ServerErrors.attemptFailure(instance(), "opening the tables", e);
        }
    }

    /**
     * Takes the lock on the tables there were when it was prepared. {@link #release()} has to be called in any case,
     * since a failure does not tell whether something is held.
     *
     * @param patience the longest wait that the server itself allows, rounded up to seconds; whoever calls ends it
     *     earlier
     */
    Grant lock(LockForm form, Duration patience) throws AttemptFailure {
        LockForm fitting = fitting(form);
        choice.asked();
        try {
            // The server itself ends this session, and so the lock, when nothing is heard of it: a host that hangs or
            // vanishes from the network would otherwise hold every writer until TCP gives up, after hours.
            long silence = 2 * lockTimeout.toSeconds() + 3;
            sessions.locker()
                    .execute("SET SESSION wait_timeout = " + silence + ", lock_wait_timeout = " + seconds(patience));
            locked = true;
            if (fitting.statement(tables).isEmpty()) {
                choice.granted();
                return Grant.none();
            }
            long asked = System.nanoTime();
            LockForm taken = lockAsPermitted(fitting);
            choice.granted();
            return new Grant(taken.text(), asked, System.nanoTime());
        } catch (UnreachableException e) {
            if (choice.longStatement().isPresent() && ServerErrors.notPermitted(e)) {
                throw LongStatements.refusal(instance(), choice.longStatement().get());
            }
            throw ServerErrors.attemptFailure(instance(), "the lock (" + fitting.text() + ")", e);
        }
    }

    /** The wanted form, or LOCK TABLES when the user may not flush: it holds off the writers of the same tables. */
    private LockForm lockAsPermitted(LockForm wanted) {
        try {
            LockForm form = refusals.containsKey(wanted) ? LockForm.READ_TABLES : wanted;
            sessions.locker().execute(form.statement(tables));
            return form;
        } catch (UnreachableException e) {
            if (!ServerErrors.notPermitted(e)) {
                throw e;
            }
            UnreachableException refusal = refusals.putIfAbsent(wanted, e);
            if (refusal != null) {
                throw refusal;
            }
            return lockAsPermitted(wanted);
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
            touchTables(sessions.workers().subList(0, bridging()));
            requireSameTables();
            return new Started(position, prepared);
        } catch (UnreachableException e) {
            throw ServerErrors.attemptFailure(instance(), "starting the snapshots", e);
        }
    }

    /**
     * One snapshot without any lock of writers; the only kind that needs no proof. The other workers are given up.
     *
     * <p>Another session holds metadata locks from before the snapshot until the worker has its own: two tables that
     * were swapped in between would be read under each other's names, as they are at the snapshot, without an error.
     */
    Started startSingleSnapshot() throws AttemptFailure {
        try {
            sessions.keepOneWorker();
            replication = ReplicationRole.read(sessions.definitions());
            tables = TableNames.read(sessions.definitions(), wanted);
            sessions.locker().execute("START TRANSACTION READ ONLY");
            touchTables(List.of(sessions.locker()));
            SnapshotPosition before = Positions.read(sessions.definitions());
            sessions.workers().get(0).execute(SNAPSHOT);
            SnapshotPosition after = Positions.read(sessions.definitions());
            touchTables(sessions.workers());
            requireSameTables();
            sessions.locker().execute("COMMIT");
            return new Started(before.equals(after) ? before : SnapshotPosition.UNKNOWN, -1);
        } catch (UnreachableException e) {
            throw ServerErrors.attemptFailure(instance(), "starting the snapshot", e);
        }
    }

    /** Lets changes of definitions go on that wait for a snapshot that was not completed. */
    boolean abandonSingleSnapshot() {
        sessions.locker().execute("ROLLBACK");
        return abandon();
    }

    /** Those that must hold metadata locks before the cut's locks are released; see {@link DefinitionLock}. */
    private int bridging() {
        return sessions.definitionLock() == DefinitionLock.NONE
                ? sessions.workers().size()
                : 1;
    }

    private void touchTables(List<Session> workers) {
        List<String> statements = tables.touching();
        for (Session worker : workers) {
            statements.forEach(statement -> worker.query(statement, row -> ""));
        }
    }

    /** A table that came into being after the list was read was not locked. */
    private void requireSameTables() throws AttemptFailure {
        if (!TableNames.read(sessions.definitions(), wanted).equals(tables)) {
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
            insist("UNLOCK TABLES");
            long released = System.nanoTime();
            locked = false;
            insist(USUAL_TIMEOUTS);
            return released;
        }
        return System.nanoTime();
    }

    /** A second time, because a KILL QUERY that was meant for the lock statement may arrive as late as now. */
    private void insist(String statement) {
        try {
            sessions.locker().execute(statement);
        } catch (UnreachableException e) {
            if (!ServerErrors.busy(e)) {
                throw e;
            }
            sessions.locker().execute(statement);
        }
    }

    /**
     * Keeps DDL out from now on when the user may, and lets every worker hold metadata locks of its own: LOCK TABLES of
     * somebody else would otherwise wait for one worker, and the next worker behind it, for ever.
     */
    boolean lockDefinitions() throws AttemptFailure {
        definitionsLocked = lockBackup();
        try {
            touchTables(
                    sessions.workers().subList(bridging(), sessions.workers().size()));
        } catch (UnreachableException e) {
            throw ServerErrors.attemptFailure(instance(), "reading the tables' definitions", e);
        }
        return definitionsLocked;
    }

    private boolean lockBackup() throws AttemptFailure {
        try {
            sessions.definitionLock().lock(sessions.definitions());
            return sessions.definitionLock() != DefinitionLock.NONE;
        } catch (UnreachableException e) {
            throw ServerErrors.attemptFailure(
                    instance(), "the backup lock, which waits for changes of definitions,", e);
        }
    }

    private void unlockBackup() {
        sessions.definitionLock().unlock(sessions.definitions());
    }

    /** Undoes an attempt after the release: ends the snapshots, which hold up DDL, and the backup lock. */
    boolean abandon() {
        sessions.workers().forEach(worker -> worker.execute("ROLLBACK"));
        if (definitionsLocked) {
            unlockBackup();
            definitionsLocked = false;
        }
        return true;
    }

    /** Ends all sessions. */
    boolean close() {
        sessions.killBusyWorkers();
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
