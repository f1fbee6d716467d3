package io.shardark.cli.progress;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again on a thread of its own until it is closed. */
final class Ticker implements AutoCloseable {
    private static final long LONGEST_TICK_SECONDS = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread ticking = new Thread(task, "shardark-progress");
        ticking.setDaemon(true);
        return ticking;
    });

    @SuppressWarnings("FutureReturnValueIgnored") // The action does not throw: it only draws.
    Ticker(Duration interval, Runnable action) {
        long millis = interval.toMillis();
        thread.scheduleAtFixedRate(action, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Afterwards the action is not running and will not run. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(LONGEST_TICK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
