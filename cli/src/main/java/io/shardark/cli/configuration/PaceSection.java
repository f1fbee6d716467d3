package io.shardark.cli.configuration;

import io.shardark.engine.pace.PaceLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@code pace} of {@code backup} and {@code restore}; what it does not name is not limited. */
final class PaceSection {
    private static final int LEAST_BYTES = 64 << 10;
    private static final int MOST_BYTES = 1 << 30;
    private static final int LEAST_ROWS = 100;
    private static final int MOST_THREADS = 100_000;
    private static final int LEAST_HISTORY = 1000;
    private static final int MANY = 1_000_000_000;
    private static final Duration LEAST_LAG = Duration.ofSeconds(1);
    private static final Duration ONE_DAY = Duration.ofHours(24);
    private static final String PAUSE_FILE = "a path; while the file exists, the work pauses";
    private static final List<String> KEYS = List.of(
            "bytes-per-second",
            "rows-per-second",
            "threads-running",
            "replica-lag",
            "history-list-length",
            "longest-wait",
            "pause-file");

    private PaceSection() {}

    static PaceLimits read(Optional<Value> value) {
        return value.map(found -> read(found.section(KEYS))).orElse(PaceLimits.NONE);
    }

    private static PaceLimits read(Section section) {
        return new PaceLimits(
                longs(section.optional("bytes-per-second").map(size -> size.bytes(LEAST_BYTES, MOST_BYTES))),
                longs(section.optional("rows-per-second").map(rows -> rows.integer(LEAST_ROWS, MANY))),
                threads(section.optional("threads-running")),
                section.optional("replica-lag").map(lag -> lag.wholeSeconds(LEAST_LAG, ONE_DAY)),
                longs(section.optional("history-list-length").map(length -> length.integer(LEAST_HISTORY, MANY))),
                section.optional("pause-file").map(PaceSection::pauseFile),
                section.optional("longest-wait")
                        .map(wait -> wait.duration(LEAST_LAG, ONE_DAY))
                        .orElse(PaceLimits.USUAL_LONGEST_WAIT));
    }

    private static OptionalLong longs(Optional<Integer> number) {
        return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
    }

    private static OptionalInt threads(Optional<Value> value) {
        return value.isPresent() ? OptionalInt.of(value.get().integer(1, MOST_THREADS)) : OptionalInt.empty();
    }

    /** In a folder that is not there, nobody could make it. */
    private static Path pauseFile(Value value) {
        Path path = value.path(PAUSE_FILE);
        Path folder = Optional.ofNullable(path.getParent()).orElse(path);
        if (value.context().purpose().needsDatabases() && !Files.isDirectory(folder)) {
            value.problem("the folder " + folder + " of the pause file does not exist");
        }
        return path;
    }
}
