package io.shardark.engine.pace;

import java.util.concurrent.TimeUnit;

/** Time as it passes; tests have one of their own. */
interface PaceClock {
    /** The clock of the machine. */
    PaceClock MACHINE = new PaceClock() {
        private final long origin = System.nanoTime();

        @Override
        public long nanos() {
            return System.nanoTime() - origin;
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** Nanoseconds since a moment that is always the same; never goes back. */
    long nanos();

    /** Lets time pass. */
    void sleep(long nanos) throws InterruptedException;
}
