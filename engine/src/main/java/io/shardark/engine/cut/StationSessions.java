package io.shardark.engine.cut;

import io.shardark.engine.mysql.Heartbeat;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The connections to one instance: one per worker, one that locks, and one that cancels the lock, asks questions, and
 * holds the backup lock.
 */
final class StationSessions {
    private static final String LOST =
            "Nothing is kept, since no other connection can show the same moment. Find out why the"
                    + " connection ended (KILL, restart, failover, a limit for idle connections), and back up again.";

    private final Instance instance;
    /** All that were opened, in the order in which they are closed; safe to read from a thread that aborts. */
    private final List<Session> opened = new CopyOnWriteArrayList<>();

    private final List<Session> workers = new ArrayList<>();
    private final Session locker;
    private final Session definitions;
    private final List<String> connectionIds = new ArrayList<>();
    private final String lockerId;
    private final DefinitionLock definitionLock;

    StationSessions(Sessions sessions, Instance instance, int workerCount, Duration lockTimeout) {
        this.instance = instance;
        try {
            for (int i = 0; i < workerCount; i++) {
                workers.add(open(sessions, lockTimeout));
            }
            locker = open(sessions, lockTimeout);
            definitions = open(sessions, lockTimeout);
            for (Session session : opened) {
                connectionIds.add(session.value("SELECT CONNECTION_ID()"));
            }
            lockerId = connectionIds.get(workerCount);
            definitionLock = DefinitionLock.available(definitions);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Session open(Sessions sessions, Duration lockTimeout) {
        Session session = sessions.open(instance);
        opened.add(session);
        // The default is a year (MySQL) or a day (MariaDB); whoever waits here may make others wait.
        session.execute("SET SESSION lock_wait_timeout = " + Math.max(1, lockTimeout.toSeconds()));
        if (session.server().isMariaDb()) {
            // An administrator's limits for idle transactions would end the snapshots of workers that are busy storing.
            session.execute("SET SESSION idle_transaction_timeout = 0, idle_readonly_transaction_timeout = 0");
        }
        return session;
    }

    Instance instance() {
        return instance;
    }

    List<Session> workers() {
        return workers;
    }

    Session locker() {
        return locker;
    }

    Session definitions() {
        return definitions;
    }

    String lockerId() {
        return lockerId;
    }

    /** The server's numbers of all these connections, separated by commas. */
    String connectionIds() {
        return String.join(", ", connectionIds);
    }

    DefinitionLock definitionLock() {
        return definitionLock;
    }

    /**
     * Keeps all of them alive: some only hold something until the end, and workers wait for those of other instances.
     */
    void keepAlive(Heartbeat heartbeat) {
        heartbeat.keep(opened);
    }

    /** @throws UnreachableException when one of these connections has ended, since none is ever made anew */
    void requireAlive() {
        opened.forEach(this::requireAlive);
    }

    /** @throws UnreachableException when the connection that holds the backup lock has ended */
    void requireDefinitionsAlive() {
        requireAlive(definitions);
    }

    private void requireAlive(Session session) {
        try {
            session.value("SELECT 1");
        } catch (UnreachableException e) {
            throw new UnreachableException(
                    "a connection that held a snapshot or a lock of the cut has ended: " + e.getMessage(), LOST, e);
        }
    }

    /** Closes all workers but the first. */
    void keepOneWorker() {
        for (Session surplus : workers.subList(1, workers.size())) {
            surplus.close();
            opened.remove(surplus);
        }
        workers.subList(1, workers.size()).clear();
    }

    /**
     * Ends statements that workers are in the middle of. A server does not notice that its client is gone until it has
     * something to send; a long statement would go on, and hold its metadata locks, after its connection was closed.
     */
    void killBusyWorkers() {
        List<String> ids = connectionIds.subList(0, workers.size());
        String busy = "SELECT id FROM information_schema.processlist WHERE command <> 'Sleep' AND id IN ("
                + String.join(", ", ids) + ")";
        try {
            for (String id : definitions.query(busy, row -> row.getString(1))) {
                definitions.execute("KILL " + id);
            }
        } catch (ShardarkException e) {
            // The connection is broken or the worker has just ended by itself; closing goes on either way.
            return;
        }
    }

    /**
     * Ends all sessions: the workers' snapshots first, then the locks. Never throws, so that every session gets its
     * turn.
     */
    void close() {
        for (Session session : opened) {
            try {
                session.close();
            } catch (ShardarkException e) {
                abort(session);
            }
        }
        opened.clear();
    }

    /** Cuts all connections, whatever they are doing. */
    void abort() {
        opened.forEach(StationSessions::abort);
    }

    private static void abort(Session session) {
        try {
            session.connection().abort(Runnable::run);
        } catch (SQLException e) {
            // The driver throws when the connection is closed already, which is what was wanted.
            return;
        }
    }
}
