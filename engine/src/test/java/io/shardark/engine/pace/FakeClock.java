package io.shardark.engine.pace;

import java.util.function.LongConsumer;

/** Time that passes only while somebody sleeps. */
final class FakeClock implements PaceClock {
    private long now;
    private long sleeps;
    private LongConsumer onSleep = unused -> {};

    /** Does something after each sleep; gets the time. */
    void onSleep(LongConsumer action) {
        onSleep = action;
    }

    long sleeps() {
        return sleeps;
    }

    void pass(long nanos) {
        now += nanos;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps++;
        now += nanos;
        onSleep.accept(now);
    }
}
