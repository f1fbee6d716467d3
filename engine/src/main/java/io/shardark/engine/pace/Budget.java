package io.shardark.engine.pace;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes and rows that an operation may take per second, shared by all its workers. Safe for use by several threads.
 */
final class Budget {
    private final PaceClock clock;
    private final Optional<Rate> bytes;
    private final Optional<Rate> rows;

    Budget(PaceLimits limits, PaceClock clock) {
        this.clock = clock;
        this.bytes = rate(limits.bytesPerSecond(), clock.nanos());
        this.rows = rate(limits.rowsPerSecond(), clock.nanos());
    }

    private static Optional<Rate> rate(OptionalLong perSecond, long now) {
        return perSecond.isPresent() ? Optional.of(new Rate(perSecond.getAsLong(), now)) : Optional.empty();
    }

    /**
     * When a piece is paid for.
     *
     * @param reason the limit that takes longest
     * @param nanos of the clock; may have passed
     */
    record Turn(WaitReason reason, long nanos) {}

    /** Takes a piece, which is taken whatever becomes of the worker. */
    synchronized Turn take(long byteCount, long rowCount) {
        long now = clock.nanos();
        long bytesPaid = bytes.map(rate -> rate.take(byteCount, now)).orElse(now);
        long rowsPaid = rows.map(rate -> rate.take(rowCount, now)).orElse(now);
        return bytesPaid >= rowsPaid
                ? new Turn(WaitReason.BYTES_PER_SECOND, bytesPaid)
                : new Turn(WaitReason.ROWS_PER_SECOND, rowsPaid);
    }
}
