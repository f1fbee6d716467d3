package io.shardark.engine.cut;

import io.shardark.engine.mysql.Session;
import io.shardark.format.error.UnreachableException;

/**
 * Counts prepared XA branches. On MariaDB (tried on 11.4) a branch whose client is gone holds no metadata lock, so that
 * FLUSH TABLES does not wait for it; asking while the lock is held, before the snapshots start, is enough there, since
 * no new branch can write to a locked table. On MySQL (tried on 9.7) such a branch keeps its metadata locks, also over
 * a crash, so that the lock itself proves that there is none when the user may not ask.
 */
final class PreparedTransactions {
    private PreparedTransactions() {}

    /** How many branches are prepared and not finished; -1 when the user may not ask. */
    static int count(Session session) {
        try {
            return session.query("XA RECOVER", row -> row.getLong(1)).size();
        } catch (UnreachableException e) {
            if (ServerErrors.refused(e)) {
                return -1;
            }
            throw e;
        }
    }
}
