package io.shardark.engine.pace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much an operation may ask of the servers. The limits of speed hold for the operation as a whole, those of load
 * for each instance by itself.
 *
 * @param bytesPerSecond row text, at least 1
 * @param rowsPerSecond rows, at least 1
 * @param threadsRunning above this many statements of others at the same time, its workers wait; at least 1
 * @param replicaLag when a server that is a replica is behind its source by more than this, its workers wait; whole
 *     seconds
 * @param historyListLength above this many transactions that InnoDB still has to purge, workers wait, unless they hold
 *     a snapshot, which keeps it from purging: those end; at least 1
 * @param pauseFile as long as this file exists, all workers wait
 * @param longestWait how long a worker waits for a server to have less load before the operation ends
 */
public record PaceLimits(
        OptionalLong bytesPerSecond,
        OptionalLong rowsPerSecond,
        OptionalInt threadsRunning,
        Optional<Duration> replicaLag,
        OptionalLong historyListLength,
        Optional<Path> pauseFile,
        Duration longestWait) {
    /** How long a worker waits when nothing else is said. */
    public static final Duration USUAL_LONGEST_WAIT = Duration.ofHours(1);

    /** As fast as it goes. */
    public static final PaceLimits NONE = new PaceLimits(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            USUAL_LONGEST_WAIT);

    /** Whether nothing is limited and nothing can pause. */
    boolean isNone() {
        return bytesPerSecond.isEmpty() && rowsPerSecond.isEmpty() && !limitsLoad() && pauseFile.isEmpty();
    }

    /** Whether servers have to be asked how they are. */
    boolean limitsLoad() {
        return threadsRunning.isPresent() || replicaLag.isPresent() || historyListLength.isPresent();
    }
}
