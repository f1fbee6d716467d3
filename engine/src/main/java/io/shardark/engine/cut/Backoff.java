package io.shardark.engine.cut;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: full jitter under a growing ceiling, so that two backups that block each other drift apart,
 * and writers that were held up get time for themselves.
 */
final class Backoff {
    private static final long FIRST_CEILING_MILLIS = 50;
    private static final long LAST_CEILING_MILLIS = 400;
    private static final int FAILURES_TO_DOUBLE = 4;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause after so many failed attempts in a row, at least 1. */
    Duration after(int failures) {
        long ceiling = Math.min(
                LAST_CEILING_MILLIS, FIRST_CEILING_MILLIS << Math.min((failures - 1) / FAILURES_TO_DOUBLE, 10));
        return Duration.ofMillis(random.nextLong(FIRST_CEILING_MILLIS / 4, ceiling + 1));
    }
}
