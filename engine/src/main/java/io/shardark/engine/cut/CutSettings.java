package io.shardark.engine.cut;

import io.shardark.format.manifest.CutLevel;
import java.time.Duration;

/**
 * What kind of cut is asked for.
 *
 * @param level the level to reach
 * @param deadline how long to try, not negative; a lower level, when one is allowed, gets a few attempts more
 * @param lockTimeout how long one attempt may wait for the locks, and as long again for the snapshots to start; writers
 *     wait meanwhile. Whole seconds, at least 1. Most attempts take a small part of it; where closing and opening all
 *     tables (1 ms each) would take more than half a second, they are locked in another way
 * @param whenMissed what to do when the level was not reached before the deadline
 */
public record CutSettings(CutLevel level, Duration deadline, Duration lockTimeout, WhenMissed whenMissed) {
    /** @throws IllegalArgumentException when a duration is out of its range */
    public CutSettings {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("the deadline is " + deadline + ", expected 0 or more");
        }
        if (lockTimeout.compareTo(Duration.ofSeconds(1)) < 0 || lockTimeout.toNanosPart() != 0) {
            throw new IllegalArgumentException("the lock time-out is " + lockTimeout + ", expected whole seconds");
        }
    }

    /** What to do when the wanted level was not reached. */
    public enum WhenMissed {
        /** Back up nothing. */
        FAIL,
        /** Take the best level that can be proved and record why it is not higher. */
        DEGRADE
    }
}
