package io.shardark.engine.pace;

import io.shardark.engine.pace.Budget.Turn;
import io.shardark.engine.read.ChunkSink;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.RefusedException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Makes one worker wait. Waiting is done in short slices, after each of which the worker is asked whether it is to
 * stop, so that neither a failure elsewhere nor an interruption waits with it. Used by one thread.
 */
public final class Pacer {
    private static final long SLICE_NANOS = 100_000_000L;
    private static final String PURGE_HINT =
            "As long as a snapshot is open, the server purges nothing that came after it, and waiting"
                    + " makes that longer. Raise the limit, read faster, or back up when less is written, or from a replica.";
    private static final String LOAD_HINT =
            "Find out what keeps the server busy, raise the limit, or allow a longer wait.";

    private final Pace pace;
    private final Instance instance;
    private final Runnable check;
    private final ReadView view;

    Pacer(Pace pace, Instance instance, Runnable check, ReadView view) {
        this.pace = pace;
        this.instance = instance;
        this.check = check;
        this.view = view;
    }

    /** What keeps a server from purging on this worker's behalf. */
    enum ReadView {
        OF_STATEMENT,
        SNAPSHOT
    }

    /** Ends the worker when it is to stop. */
    public void check() {
        check.run();
    }

    /**
     * Waits until nothing is in the way; called between statements.
     *
     * @throws RefusedException when a server has too much load for too long, or waiting cannot help
     */
    public void await() {
        check.run();
        for (Optional<Obstacle> found = pace.obstacle(instance); found.isPresent(); found = pace.obstacle(instance)) {
            await(found.get());
        }
    }

    /** Takes so much of the budget, waits until it is paid for, and then until nothing is in the way. */
    public void take(long bytes, long rows) {
        pay(bytes, rows);
        await();
    }

    /** Hands over chunks to a sink, and pauses the reading of their rows as is needed. */
    public ChunkSink over(ChunkSink sink) {
        return pace.limits().isNone() ? sink : new PacedSink(this, pace.limits(), sink);
    }

    /** As {@link #take} in the middle of a result: a read view is open, so there is no waiting for a purge. */
    void takeWithin(long bytes, long rows) {
        pay(bytes, rows);
        for (Optional<Obstacle> found = within(); found.isPresent(); found = within()) {
            await(found.get());
        }
    }

    private Optional<Obstacle> within() {
        return pace.obstacle(instance)
                .filter(found -> view == ReadView.SNAPSHOT || found.reason() != WaitReason.HISTORY_LIST_LENGTH);
    }

    private void pay(long bytes, long rows) {
        check.run();
        Turn turn = pace.budget().take(bytes, rows);
        if (turn.nanos() <= pace.clock().nanos()) {
            return;
        }
        pace.log().began(turn.reason());
        try {
            for (long left = left(turn); left > 0; left = left(turn)) {
                sleep(Math.min(left, SLICE_NANOS));
            }
        } finally {
            pace.log().ended(turn.reason());
        }
    }

    private long left(Turn turn) {
        return turn.nanos() - pace.clock().nanos();
    }

    /** Until there is no such obstacle any more; there may be another one. */
    private void await(Obstacle obstacle) {
        if (obstacle.reason() == WaitReason.HISTORY_LIST_LENGTH && view == ReadView.SNAPSHOT) {
            throw new RefusedException(obstacle.sentence() + "; the backup ends, so that it can be purged", PURGE_HINT);
        }
        long start = pace.clock().nanos();
        pace.log().began(obstacle);
        try {
            Optional<Obstacle> now = Optional.of(obstacle);
            while (now.isPresent() && now.get().reason() == obstacle.reason()) {
                refuseEndless(now.get(), pace.clock().nanos() - start);
                sleep(SLICE_NANOS);
                now = pace.obstacle(instance);
            }
        } finally {
            pace.log().ended(obstacle);
        }
    }

    /** A person ends a pause; nobody may be there to end a load. */
    private void refuseEndless(Obstacle obstacle, long nanos) {
        if (obstacle.reason() != WaitReason.PAUSE_FILE
                && nanos > pace.limits().longestWait().toNanos()) {
            throw new RefusedException(
                    obstacle.sentence() + ", for over "
                            + pace.limits().longestWait().toSeconds() + " s",
                    LOAD_HINT);
        }
    }

    private void sleep(long nanos) {
        try {
            pace.clock().sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting");
        }
        check.run();
    }
}
