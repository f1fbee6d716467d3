package io.shardark.engine.load;

import io.shardark.engine.mysql.Heartbeat;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Shard;
import io.shardark.format.error.RefusedException;
import io.shardark.format.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps other restores out of schemas. The server's own named locks: they end with the session, however that ends.
 * Should the session be lost during a restore, the ledger alone still keeps two of them from loading a chunk twice.
 */
public final class TargetLock implements AutoCloseable {
    /** A killed restore's session ends as soon as the server sees the closed connection. */
    private static final int SECONDS_FOR_SCHEMA = 10;
    /** A killed restore's ALTER TABLE goes on to its end. */
    private static final int SECONDS_FOR_TABLE = 604_800;

    private static final String REDO_LOG = "shardark.redo-log";

    private final List<Session> sessions;
    private final Heartbeat heartbeat;

    private TargetLock(List<Session> sessions, Heartbeat heartbeat) {
        this.sessions = sessions;
        this.heartbeat = heartbeat;
    }

    /**
     * Locks the schemas of several shards.
     *
     * @throws RefusedException when another restore holds one
     */
    public static TargetLock lock(Sessions sessions, List<Shard> shards) {
        List<Session> opened = new ArrayList<>();
        TargetLock lock = new TargetLock(opened, sessions.heartbeat());
        try {
            for (Shard shard : shards) {
                Session session = session(sessions, opened, shard);
                if (!acquire(session, name("schema", shard.schema()), SECONDS_FOR_SCHEMA)) {
                    throw new RefusedException(
                            "another restore into " + shard.place() + " is going on",
                            "Wait until it ends, or end it, and try again.");
                }
            }
            lock.heartbeat.keep(opened);
            return lock;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Session session(Sessions sessions, List<Session> opened, Shard shard) {
        for (Session session : opened) {
            if (session.instance().number() == shard.instance().number()) {
                return session;
            }
        }
        Session session = sessions.open(shard.instance());
        opened.add(session);
        return session;
    }

    /**
     * Waits until no other session changes the definition of a table, be it one of a killed restore that the server is
     * still busy with. Ends with the session or with {@link #releaseTable}.
     */
    static void lockTable(Session session, String schema, String table) {
        if (!acquire(session, name("table", schema + "\0" + table), SECONDS_FOR_TABLE)) {
            throw new RefusedException("the definition of table " + table + " in schema " + schema + " on "
                    + session.instance().place() + " has been changing for a week");
        }
    }

    static void releaseTable(Session session, String schema, String table) {
        session.value("SELECT RELEASE_LOCK('" + name("table", schema + "\0" + table) + "')");
    }

    /** Keeps other restores from switching the redo log of a server until the session ends; false when one does. */
    static boolean lockRedoLog(Session session) {
        return acquire(session, REDO_LOG, SECONDS_FOR_SCHEMA);
    }

    /** Whether a restore is going on that switches the redo log of a server; one that was killed ends first. */
    static boolean isRedoLogLocked(Session session) {
        boolean free = lockRedoLog(session);
        if (free) {
            session.value("SELECT RELEASE_LOCK('" + REDO_LOG + "')");
        }
        return !free;
    }

    private static boolean acquire(Session session, String name, int seconds) {
        return session.value("SELECT GET_LOCK('" + name + "', " + seconds + ")").equals("1");
    }

    /** Names of locks have at most 64 characters. */
    private static String name(String what, String text) {
        return "shardark." + what + "."
                + Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }

    @Override
    public void close() {
        heartbeat.close();
        for (Session session : sessions) {
            try {
                session.close();
            } catch (RuntimeException e) {
                // Then it is gone, and its locks with it.
            }
        }
    }
}
