package io.shardark.engine.cut.pressure;

import io.shardark.engine.cut.pressure.Load.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Writers that move money about between the shards of a bank until they are closed. */
final class Writers implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Future<?>> writers = new ArrayList<>();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private volatile boolean ending;

    private Writers(ShardedBank bank, Load load, long seed) {
        this.threads = Executors.newFixedThreadPool(load.writers());
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < load.writers(); i++) {
            Writer writer = new Writer(bank, load, i, seeds.split());
            writers.add(threads.submit(() -> run(writer)));
        }
    }

    /** Returns when all of them are at it. */
    static Writers start(ShardedBank bank, Load load, long seed) {
        Writers writers = new Writers(bank, load, seed);
        writers.awaitMore(2L * load.writers());
        writers.longestNanos.set(0);
        return writers;
    }

    private Void run(Writer writer) throws Exception {
        try (writer) {
            while (!ending) {
                long begin = System.nanoTime();
                writer.transfer();
                longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
                count.incrementAndGet();
            }
        }
        return null;
    }

    /**
     * Waits until so many more transactions have ended; returns when a writer failed, which {@link #close()} reports.
     */
    void awaitMore(long more) {
        long goal = count.get() + more;
        while (count.get() < goal && writers.stream().noneMatch(Future::isDone)) {
            Thread.onSpinWait();
        }
    }

    long count() {
        return count.get();
    }

    /** The longest transaction from its first statement to the end of its last commit. */
    long longestMillis() {
        return longestNanos.get() / 1_000_000;
    }

    /** Ends all writers; fails when one of them failed. */
    @Override
    public void close() {
        ending = true;
        try {
            for (Future<?> writer : writers) {
                writer.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("a writer failed", e);
        } finally {
            threads.shutdown();
        }
    }

    static boolean isTwoPhase(Commit commit, SplittableRandom random) {
        return commit == Commit.TWO_PHASE || (commit == Commit.MIXED && random.nextBoolean());
    }
}
