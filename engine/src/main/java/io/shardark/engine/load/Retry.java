package io.shardark.engine.load;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which failures of a chunk are worth another attempt, and how long to wait before it.
 *
 * @param attempts how often to try in all, at least 1
 * @param first the wait after the first failure; it doubles up to {@code longest} and is shortened by up to half at
 *     random
 */
record Retry(int attempts, Duration first, Duration longest) {
    /** Rides out a server's restart of about half a minute. */
    static final Retry STANDARD = new Retry(10, Duration.ofMillis(200), Duration.ofSeconds(10));

    /** Lock wait time-out, deadlock, server gone, connection lost in a query, server shutting down. */
    private static final Set<Integer> TEMPORARY = Set.of(1205, 1213, 2006, 2013, 1053);
    /** Deadlocks and serialization failures are 40001, lost connections 08xxx. */
    private static final String CONNECTION_CLASS = "08";

    /**
     * Whether the same statement may succeed in a new session. A statement that a person killed (1317) is not repeated.
     */
    static boolean worthwhile(SQLException failure) {
        String state = failure.getSQLState();
        return TEMPORARY.contains(failure.getErrorCode()) || (state != null && state.startsWith(CONNECTION_CLASS));
    }

    /** Waits before the attempt after the given number of failures. */
    void pause(int failures) throws InterruptedException {
        long longestMillis = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, 20));
        Thread.sleep(ThreadLocalRandom.current().nextLong(longestMillis / 2, longestMillis + 1));
    }
}
