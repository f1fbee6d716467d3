package io.shardark.engine.pace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Limits with one thing set. */
public final class Limits {
    private Limits() {}

    public static PaceLimits speed(long bytesPerSecond, long rowsPerSecond) {
        return new PaceLimits(
                positive(bytesPerSecond),
                positive(rowsPerSecond),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                PaceLimits.USUAL_LONGEST_WAIT);
    }

    private static OptionalLong positive(long number) {
        return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** With a speed, so that the work lasts long enough to be watched. */
    public static PaceLimits threads(int running, long bytesPerSecond, Duration longestWait) {
        return new PaceLimits(
                positive(bytesPerSecond),
                OptionalLong.empty(),
                OptionalInt.of(running),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                longestWait);
    }

    public static PaceLimits history(long length, long bytesPerSecond) {
        return new PaceLimits(
                positive(bytesPerSecond),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.of(length),
                Optional.empty(),
                PaceLimits.USUAL_LONGEST_WAIT);
    }

    public static PaceLimits lag(Duration lag) {
        return new PaceLimits(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.of(lag),
                OptionalLong.empty(),
                Optional.empty(),
                PaceLimits.USUAL_LONGEST_WAIT);
    }

    public static PaceLimits pausedBy(Path file, long bytesPerSecond) {
        return new PaceLimits(
                positive(bytesPerSecond),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(file),
                PaceLimits.USUAL_LONGEST_WAIT);
    }
}
