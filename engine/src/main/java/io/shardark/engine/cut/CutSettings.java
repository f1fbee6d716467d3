package io.shardark.engine.cut;

import io.shardark.format.manifest.CutLevel;
import java.time.Duration;

/**
 * What kind of cut is asked for.
 *
 * @param level the level to reach
 * @param deadline how long to try
 * @param lockTimeout how long one attempt may make writers wait; whole seconds, at least 1
 * @param whenMissed what to do when the level was not reached before the deadline
 */
public record CutSettings(CutLevel level, Duration deadline, Duration lockTimeout, WhenMissed whenMissed) {
    /** What to do when the wanted level was not reached. */
    public enum WhenMissed {
        /** Back up nothing. */
        FAIL,
        /** Take the best level that can be proved and record why it is not higher. */
        DEGRADE
    }
}
