package io.shardark.engine.cut;

import io.shardark.engine.cut.AttemptFailure.Kind;
import io.shardark.engine.mysql.Session;
import java.time.Duration;
import java.util.List;

/**
 * Keeps lock statements away from MySQL while long statements run. Both FLUSH forms make it wait for every statement that
 * uses the tables, reading ones included, and when the FLUSH gives up or is killed, new statements on these tables, plain
 * reads included, still wait until the long one ends (tried on 9.7.4). MariaDB 11.4 waits for none of them.
 */
final class LongStatements {
    private static final String RUNNING = "SELECT id, time FROM information_schema.processlist"
            + " WHERE command IN ('Query', 'Execute') AND user NOT IN ('system user', 'event_scheduler')"
            + " AND id <> CONNECTION_ID() AND time >= ";

    private LongStatements() {}

    /** Sees only the user's own statements when it lacks the PROCESS privilege. */
    static void refuse(StationSessions sessions, Duration longest) throws AttemptFailure {
        Session session = sessions.definitions();
        if (session.server().isMariaDb()) {
            return;
        }
        List<String> running = session.query(
                RUNNING + Math.max(1, longest.toSeconds()) + " ORDER BY time DESC",
                row -> "a statement of connection " + row.getLong(1) + " had been running for " + row.getLong(2)
                        + " s");
        if (!running.isEmpty()) {
            throw new AttemptFailure(
                    Kind.BUSY,
                    sessions.instance(),
                    running.get(0) + "; a lock would have made everybody wait for its end");
        }
    }
}
