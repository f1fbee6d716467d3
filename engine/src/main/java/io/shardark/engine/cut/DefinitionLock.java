package io.shardark.engine.cut;

import io.shardark.engine.mysql.Session;
import io.shardark.format.error.UnreachableException;

/**
 * The backup lock that keeps DDL out for as long as it is held, and lets rows be written.
 *
 * <p>It is taken right after the cut's locks were released, by a session of its own, because it cannot be held during
 * them (tried on MySQL 9.7 and MariaDB 11.4): on MySQL {@code FLUSH TABLES t WITH READ LOCK} waits for another
 * session's {@code LOCK INSTANCE FOR BACKUP}, and in the same session {@code UNLOCK TABLES} silently gives the backup
 * lock away; on MariaDB a session with a backup stage cannot flush. Metadata locks on all tables, taken under the cut's
 * locks, bridge the gap.
 */
enum DefinitionLock {
    /** MySQL 8.0 and later. */
    INSTANCE("LOCK INSTANCE FOR BACKUP", "", "UNLOCK INSTANCE"),
    /** MariaDB 10.4 and later. */
    STAGE("BACKUP STAGE START", "BACKUP STAGE BLOCK_DDL", "BACKUP STAGE END"),
    /** Not available. */
    NONE("", "", "");

    /** Writers of other tables than these would wait for the whole backup: BLOCK_DDL blocks them too. */
    private static final String NOT_TRANSACTIONAL = "SELECT COUNT(*) FROM information_schema.tables"
            + " WHERE table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')"
            + " AND table_type = 'BASE TABLE'"
            + " AND (engine NOT IN ('InnoDB', 'Aria', 'ROCKSDB') OR create_options LIKE '%transactional=0%')";

    private final String beginning;
    private final String blocking;
    private final String unlocking;

    DefinitionLock(String beginning, String blocking, String unlocking) {
        this.beginning = beginning;
        this.blocking = blocking;
        this.unlocking = unlocking;
    }

    /** The lock that this server and user have, found out by taking it for a moment. */
    static DefinitionLock available(Session session) {
        DefinitionLock lock = session.server().isMariaDb() ? STAGE : INSTANCE;
        if (lock == STAGE && !session.value(NOT_TRANSACTIONAL).equals("0")) {
            return NONE;
        }
        try {
            session.execute(lock.beginning);
            lock.unlock(session);
            return lock;
        } catch (UnreachableException e) {
            if (ServerErrors.busy(e)) {
                return lock;
            }
            if (ServerErrors.refused(e)) {
                return NONE;
            }
            throw e;
        }
    }

    /** Takes it; waits for DDL under way, at most {@code lock_wait_timeout}. Nothing is held on failure. */
    void lock(Session session) {
        if (this == NONE) {
            return;
        }
        session.execute(beginning);
        try {
            if (!blocking.isEmpty()) {
                session.execute(blocking);
            }
        } catch (UnreachableException e) {
            unlock(session);
            throw e;
        }
    }

    /** Gives up what was taken. */
    void unlock(Session session) {
        if (this != NONE) {
            session.execute(unlocking);
        }
    }
}
