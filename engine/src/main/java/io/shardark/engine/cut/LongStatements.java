package io.shardark.engine.cut;

import io.shardark.engine.cut.AttemptFailure.Kind;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.topology.Instance;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps FLUSH away from MySQL while long statements run. Both forms of it make it wait for every statement that uses
 * the tables, reading ones included, and when the FLUSH gives up or is killed, new statements on these tables, plain
 * reads included, still wait until the long one ends (tried on 9.7.4). LOCK TABLES ... READ waits only for statements
 * that write. MariaDB 11.4 waits for none of them.
 */
final class LongStatements {
    private static final String RUNNING = "SELECT id, time FROM information_schema.processlist"
            + " WHERE command IN ('Query', 'Execute') AND user NOT IN ('system user', 'event_scheduler')"
            + " AND id <> CONNECTION_ID() AND time >= ";

    private LongStatements() {}

    /**
     * The oldest one, as messages name it; empty where locks do not wait for such statements. Sees only the user's own
     * statements when it lacks the PROCESS privilege.
     */
    static Optional<String> oldest(Session session, Duration longest) {
        if (session.server().isMariaDb()) {
            return Optional.empty();
        }
        return session
                .query(
                        RUNNING + Math.max(1, longest.toSeconds()) + " ORDER BY time DESC LIMIT 1",
                        row -> "a statement of connection " + row.getLong(1) + " had been running for " + row.getLong(2)
                                + " s")
                .stream()
                .findFirst();
    }

    /** Why a lock was not even asked for. */
    static AttemptFailure refusal(Instance instance, String statement) {
        return new AttemptFailure(
                Kind.BUSY, instance, statement + "; a lock would have made everybody wait for its end");
    }
}
