package io.shardark.engine.pace;

/**
 * A token bucket. Whoever takes from it is told when that is paid for. What is taken later is paid for later, so
 * everybody gets a turn in the order of asking, and a piece larger than a second's worth only takes its time. Used
 * under the lock of its {@link Budget}.
 */
final class Rate {
    /**
     * So much unused time counts: workers that compress for a moment catch up, idle ones save nothing for an onslaught.
     */
    static final long BURST_NANOS = 500_000_000L;

    private final double nanosEach;
    private long paidUntil;

    Rate(long perSecond, long now) {
        this.nanosEach = 1e9 / perSecond;
        this.paidUntil = now;
    }

    /** Takes an amount and tells when it is paid for. */
    long take(long amount, long now) {
        paidUntil = Math.max(paidUntil, now - BURST_NANOS) + Math.round(amount * nanosEach);
        return paidUntil;
    }
}
