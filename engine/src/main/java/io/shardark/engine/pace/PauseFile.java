package io.shardark.engine.pace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that pauses all workers while it exists. Looked for about once per second, by whichever worker comes by. */
final class PauseFile {
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private final Path path;
    private final PaceClock clock;
    private long nextLook;
    private Optional<Obstacle> obstacle = Optional.empty();

    PauseFile(Path path, PaceClock clock) {
        this.path = path;
        this.clock = clock;
        this.nextLook = clock.nanos();
    }

    /** The pause; empty when work may go on. */
    synchronized Optional<Obstacle> obstacle() {
        long now = clock.nanos();
        if (now >= nextLook) {
            nextLook = now + INTERVAL_NANOS;
            obstacle = Files.exists(path)
                    ? Optional.of(
                            new Obstacle(WaitReason.PAUSE_FILE, "", "paused until the file " + path + " is removed"))
                    : Optional.empty();
        }
        return obstacle;
    }
}
