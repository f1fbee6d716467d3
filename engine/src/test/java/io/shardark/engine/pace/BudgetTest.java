package io.shardark.engine.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.pace.Budget.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long RATE = 1_000_000;

    private final FakeClock clock = new FakeClock();

    private Budget bytes() {
        return new Budget(Limits.speed(RATE, 0), clock);
    }

    /** A worker that takes pieces one after the other. */
    private static final class Worker {
        private final long piece;
        private long wakesAt;
        private long taken;
        private long longestWait;

        Worker(long piece) {
            this.piece = piece;
        }
    }

    /** Lets workers take pieces for so long; whoever is paid first is next. */
    private void run(Budget budget, List<Worker> workers, long nanos) {
        PriorityQueue<Worker> queue = new PriorityQueue<>((a, b) -> Long.compare(a.wakesAt, b.wakesAt));
        queue.addAll(workers);
        while (clock.nanos() < nanos) {
            Worker next = queue.remove();
            clock.pass(Math.max(0, next.wakesAt - clock.nanos()));
            next.taken += next.piece;
            next.wakesAt = budget.take(next.piece, 0).nanos();
            next.longestWait = Math.max(next.longestWait, next.wakesAt - clock.nanos());
            queue.add(next);
        }
    }

    @Test
    void severalWorkersTogetherKeepTheRate() {
        SplittableRandom random = new SplittableRandom(1);
        List<Worker> workers = new ArrayList<>();
        long oneOfEach = 0;
        for (int i = 0; i < 16; i++) {
            workers.add(new Worker(1 + random.nextInt(100_000)));
            oneOfEach += workers.get(i).piece;
        }
        run(bytes(), workers, 60 * SECOND);
        long taken = workers.stream().mapToLong(worker -> worker.taken).sum();
        assertTrue(taken >= 60 * RATE, "no less: " + taken);
        assertTrue(
                taken <= clock.nanos() / SECOND * RATE + RATE + oneOfEach,
                "no more than the pieces that are still being paid: " + taken);
    }

    @Test
    void everybodyGetsATurnWhateverTheOthersTake() {
        Worker huge = new Worker(20 * RATE);
        List<Worker> workers = new ArrayList<>(List.of(huge));
        for (int i = 0; i < 7; i++) {
            workers.add(new Worker(1000));
        }
        run(bytes(), workers, 1000 * SECOND);
        assertTrue(huge.taken >= 40 * huge.piece, "the huge one is not starved: " + huge.taken);
        for (Worker worker : workers) {
            assertTrue(
                    worker.longestWait <= 21 * SECOND,
                    "nobody waits for more than a piece of each: " + worker.longestWait);
        }
    }

    @Test
    void idleTimeIsSavedForAMomentOnly() {
        Budget budget = bytes();
        clock.pass(3600 * SECOND);
        long now = clock.nanos();
        assertEquals(now, budget.take(RATE / 2, 0).nanos(), "half a second's worth is there at once");
        assertEquals(now + SECOND, budget.take(RATE, 0).nanos(), "and no more");
    }

    @Test
    void aPieceOfManySecondsTakesThem() {
        long start = clock.nanos();
        assertEquals(start + 2000 * SECOND, bytes().take(2000 * RATE, 0).nanos());
        // The longest text that a buffer can hold, at the lowest rate.
        assertEquals(
                2_147_483_647L * SECOND,
                new Budget(Limits.speed(1, 0), clock).take(Integer.MAX_VALUE, 0).nanos());
    }

    @Test
    void theTighterLimitDecides() {
        Budget budget = new Budget(Limits.speed(RATE, 100), clock);
        assertEquals(new Turn(WaitReason.BYTES_PER_SECOND, SECOND), budget.take(RATE, 10));
        assertEquals(new Turn(WaitReason.ROWS_PER_SECOND, 2 * SECOND + SECOND / 10), budget.take(10, 200));
        Turn free = new Budget(PaceLimits.NONE, clock).take(Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(clock.nanos(), free.nanos());
    }

    @Test
    void threadsLoseNothing() throws Exception {
        Budget budget = bytes();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                workers.add(() -> {
                    for (int n = 0; n < 10_000; n++) {
                        budget.take(10, 1);
                    }
                    return 0;
                });
            }
            for (Future<Integer> worker : threads.invokeAll(workers)) {
                worker.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(800_000L * SECOND / RATE, budget.take(0, 0).nanos());
    }
}
