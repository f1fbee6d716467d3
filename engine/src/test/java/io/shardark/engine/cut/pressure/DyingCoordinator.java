package io.shardark.engine.cut.pressure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Kills a coordinator in the middle of a transaction, leaves its branches prepared for a while, lets it recover, and
 * over again.
 */
final class DyingCoordinator implements Disturbance {
    private static final int LONGEST_ABSENCE_MILLIS = 1_000;

    private final MortalCoordinator coordinator;
    private final SplittableRandom random;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> lives;
    private volatile boolean ending;

    private DyingCoordinator(MortalCoordinator coordinator, SplittableRandom random) throws Exception {
        this.coordinator = coordinator;
        this.random = random;
        coordinator.kill();
        this.lives = thread.submit(this::live);
    }

    /** Returns when the first one has been killed and its branches are prepared. */
    static DyingCoordinator begin(ShardedBank bank, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        return new DyingCoordinator(MortalCoordinator.start(bank, random.nextLong()), random);
    }

    private Void live() throws Exception {
        while (!ending) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_ABSENCE_MILLIS));
            coordinator.startNext();
            coordinator.kill();
        }
        return null;
    }

    @Override
    public String note() {
        return "the coordinator was killed " + coordinator.killed() + " times, last: " + coordinator.lastPlace();
    }

    @Override
    public void close() throws SQLException {
        ending = true;
        try {
            lives.get();
            thread.shutdown();
            coordinator.end();
        } catch (ExecutionException | InterruptedException | IOException e) {
            throw new AssertionError("the coordinator failed", e);
        }
        assertTrue(coordinator.killed() > 1, "the coordinator did not recover");
    }
}
