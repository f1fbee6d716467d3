package io.shardark.engine.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs workers at the same time until all have ended or one has failed. Then the others are told to stop, and waited
 * for: nothing that they use may be closed under them.
 */
final class ParallelWork {
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** Runs one thread per worker and returns their results in the order in which they ended. */
    <T> List<T> run(String name, List<? extends Callable<T>> workers) {
        if (workers.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(workers.size(), task -> {
            Thread thread = new Thread(task, "shardark-" + name);
            thread.setDaemon(true);
            return thread;
        });
        try {
            return collect(new ExecutorCompletionService<>(threads), workers);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Ends a worker when another one has failed; called between pieces of work.
     *
     * @throws CancellationException when the work is to stop
     */
    void check() {
        if (stopped.get() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("stopped because other work failed");
        }
    }

    /** Ends all workers at their next check; called by whoever fails on behalf of one, which then has to fail too. */
    void stop() {
        stopped.set(true);
    }

    private <T> List<T> collect(CompletionService<T> service, List<? extends Callable<T>> workers) {
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> worker : workers) {
            futures.add(service.submit(worker));
        }
        List<T> results = new ArrayList<>();
        Failures failures = new Failures();
        for (int ended = 0; ended < futures.size(); ended++) {
            try {
                results.add(service.take().get());
            } catch (ExecutionException e) {
                failures.add(e.getCause() == null ? e : e.getCause());
                stopped.set(true);
            } catch (InterruptedException e) {
                failures.interrupted();
                stopped.set(true);
                futures.forEach(future -> future.cancel(true));
                ended--;
            } catch (CancellationException e) {
                failures.add(e);
            }
        }
        failures.throwIfAny();
        return results;
    }

    /** The first real failure counts; workers that only stopped because of it do not. */
    private static final class Failures {
        private final List<Throwable> found = new ArrayList<>();
        private boolean interrupted;

        void add(Throwable failure) {
            if (!(failure instanceof CancellationException)) {
                // Whoever stopped because of it may have ended before it.
                found.removeIf(CancellationException.class::isInstance);
                found.add(failure);
            } else if (found.isEmpty()) {
                found.add(failure);
            }
        }

        void interrupted() {
            interrupted = true;
        }

        void throwIfAny() {
            if (interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
            if (found.isEmpty()) {
                return;
            }
            Throwable first = found.get(0);
            found.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
            if (first instanceof Error error) {
                throw error;
            }
            if (first instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(first);
        }
    }
}
