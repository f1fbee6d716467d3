package io.shardark.engine.cut;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does the same on several instances at the same time and knows within a limited time how it ended. The calling thread
 * talks to no server itself, so that it can always end the others: it is the guard.
 */
final class Together implements AutoCloseable {
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "cut-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /** What is done on one instance. */
    @FunctionalInterface
    interface Task<T> {
        T on(Station station) throws AttemptFailure;
    }

    /**
     * Does the task on all of them.
     *
     * @param limit how long it may take; after that, or after the first failure, the others' lock statements are
     *     cancelled
     * @return the results in the order of the stations
     * @throws AttemptFailure the first failure; nothing is still running then
     */
    <T> List<T> all(List<Station> stations, Duration limit, String doing, Task<T> task)
            throws AttemptFailure, InterruptedException {
        Round<T> round = new Round<>(executor, stations, task);
        try {
            return round.results(limit, doing);
        } catch (AttemptFailure | InterruptedException | RuntimeException e) {
            round.stop();
            throw e;
        }
    }

    /**
     * Does the task on all of them, whatever happens to some, and cuts the connections of those that take too long. Not
     * interruptible: this is how locks are released.
     *
     * @return the first failure
     */
    <T> Optional<Exception> surely(List<Station> stations, Task<T> task) {
        Round<T> round = new Round<>(executor, stations, task);
        round.finish();
        return round.failures().stream().findFirst();
    }

    /** Where work on servers runs. */
    Executor executor() {
        return executor;
    }

    boolean isClosed() {
        return executor.isShutdown();
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
