package io.shardark.engine.cut;

import io.shardark.engine.cut.AttemptFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One task over all stations, each in a thread of its own, begun when the round is made. */
final class Round<T> {
    /** How long a server may take to act on KILL QUERY, and how long after that until cut connections are noticed. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Executor executor;
    private final List<Station> stations;
    private final List<Future<T>> futures = new ArrayList<>();
    private final CompletionService<T> completion;

    Round(Executor executor, List<Station> stations, Together.Task<T> task) {
        this.executor = executor;
        this.stations = stations;
        this.completion = new ExecutorCompletionService<>(executor);
        for (Station station : stations) {
            futures.add(completion.submit(() -> task.on(station)));
        }
    }

    /** Waits for all results, the first failure, or the end of the time. */
    List<T> results(Duration limit, String doing) throws AttemptFailure, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        List<T> results = new ArrayList<>();
        try {
            for (int i = 0; i < futures.size(); i++) {
                Future<T> next = completion.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw tooSlow(limit, doing);
                }
                next.get();
            }
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw asIs(e);
        }
    }

    private AttemptFailure tooSlow(Duration limit, String doing) {
        List<Station> unfinished = unfinished();
        Station slow = unfinished.isEmpty() ? stations.get(0) : unfinished.get(0);
        return new AttemptFailure(Kind.BUSY, slow.instance(), doing + " took over " + limit.toMillis() + " ms");
    }

    /** Cancels what still runs; returns when nothing does. */
    void stop() {
        unfinished().forEach(station -> executor.execute(() -> cancel(station)));
        finish();
    }

    /** Waits for all; cuts the connections of those that take too long; waits for their threads to notice. */
    void finish() {
        awaitAll();
        List<Station> stuck = unfinished();
        if (!stuck.isEmpty()) {
            stuck.forEach(Station::abort);
            awaitAll();
        }
    }

    /** What went wrong; of a finished round. */
    List<Exception> failures() {
        List<Exception> failures = new ArrayList<>();
        for (int i = 0; i < futures.size(); i++) {
            try {
                futures.get(i).get(0, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                failures.add(e.getCause() instanceof Exception cause ? cause : e);
            } catch (TimeoutException e) {
                failures.add(tooSlow(GRACE, "releasing it"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return failures;
    }

    private List<Station> unfinished() {
        List<Station> unfinished = new ArrayList<>();
        for (int i = 0; i < futures.size(); i++) {
            if (!futures.get(i).isDone()) {
                unfinished.add(stations.get(i));
            }
        }
        return unfinished;
    }

    /** An interrupt ends no wait here, since a lock may be held; it is kept for the caller. */
    private void awaitAll() {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + GRACE.toNanos();
        for (Future<T> future : futures) {
            interrupted |= awaitOne(future, end);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean awaitOne(Future<?> future, long end) {
        boolean interrupted = false;
        while (true) {
            try {
                future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                return interrupted;
            } catch (ExecutionException | TimeoutException e) {
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static void cancel(Station station) {
        try {
            station.cancel();
        } catch (RuntimeException e) {
            // The connections are cut when the statement does not end.
            return;
        }
    }

    private static RuntimeException asIs(ExecutionException e) throws AttemptFailure {
        if (e.getCause() instanceof AttemptFailure failure) {
            throw failure;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }
}
