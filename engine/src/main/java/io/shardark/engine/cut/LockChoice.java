package io.shardark.engine.cut;

import java.time.Duration;
import java.util.Optional;

/**
 * Which lock one instance takes where another one is wanted, by what it would make others wait for. Used by one thread
 * at a time.
 */
final class LockChoice {
    /** FLUSH TABLES takes 0.7 to 1.2 ms for each of many tables, 0.2 ms to give them back (MySQL 9.7, idle). */
    private static final Duration REOPENING_ONE = Duration.ofMillis(1);
    /**
     * LOCK TABLES takes 5 microseconds for a table that its connection's cache has, 100 to 200 for another, 700 where
     * caches are too small.
     */
    private static final Duration LOCKING_ONE = Duration.ofNanos(250_000);

    /** Half of the shortest lock time-out. */
    private static final Duration LONGEST_REOPENING = Duration.ofMillis(500);

    private static final int QUICK_IN_A_ROW = 4;

    private final Duration lockTimeout;
    private int tables;
    private Optional<String> longStatement = Optional.empty();
    /** How often in a row the lock was not granted. */
    private int failures;

    LockChoice(Duration lockTimeout) {
        this.lockTimeout = lockTimeout;
    }

    /**
     * Tells what the next lock will meet.
     *
     * @param tableCount how many tables are locked
     * @param oldest what FLUSH would wait for, and everybody behind it
     */
    void prepare(int tableCount, Optional<String> oldest) {
        tables = tableCount;
        longStatement = oldest;
    }

    /** Tells that a lock is asked for, which counts as a failure until it is granted. */
    void asked() {
        failures++;
    }

    /** Tells that the lock was granted. */
    void granted() {
        failures = 0;
    }

    /** What FLUSH would wait for, as it was when the lock was prepared. */
    Optional<String> longStatement() {
        return longStatement;
    }

    /** How long the lock takes without waiting for anybody, at most. */
    Duration lockingTime(LockForm form) {
        return fitting(form) == LockForm.TABLES ? reopeningTime() : LOCKING_ONE.multipliedBy(tables);
    }

    /**
     * The form that is taken where another one is wanted. Closing and opening thousands of tables would make their
     * writers, and on MySQL their readers, wait for seconds. So many are locked by the quick form, which proves the
     * same; now and then by the other one, where there is time for it, since streams of writers keep the quick one
     * waiting. Long statements that read are in the way of FLUSH only, see {@link LongStatements}.
     */
    LockForm fitting(LockForm form) {
        if (form == LockForm.TABLES && longStatement.isPresent()) {
            return LockForm.READ_TABLES;
        }
        boolean quick = form == LockForm.TABLES && reopeningTime().compareTo(LONGEST_REOPENING) > 0;
        boolean turn = failures % QUICK_IN_A_ROW == QUICK_IN_A_ROW - 1
                && reopeningTime().compareTo(lockTimeout) < 0;
        return quick && !turn ? LockForm.READ_TABLES : form;
    }

    private Duration reopeningTime() {
        return REOPENING_ONE.multipliedBy(tables);
    }
}
