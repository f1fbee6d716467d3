package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.pace.PaceLimits;
import io.shardark.engine.pace.PaceReport.Wait;
import io.shardark.engine.pace.WaitReason;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.samples.servers.ServerFlavor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Backups with limits, and what was heard of them. */
final class GentleBackups {
    static final String SAVING = "saving rows";
    static final Duration AN_HOUR = Duration.ofHours(1);
    /** Bytes per second with which rows are read for some seconds. */
    static final long SLOW = 2 << 20;

    private final Path folder;
    private final List<ProgressEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicBoolean resumed = new AtomicBoolean();

    GentleBackups(Path folder) {
        this.folder = folder;
    }

    static TwoInstances filled(ServerFlavor flavor) {
        TwoInstances shards = TwoInstances.create(flavor);
        SampleRows.fill(shards);
        return shards;
    }

    static void assertWhole(BackupReport report) {
        assertEquals(TwoInstances.SHARDS * SampleRows.ROWS, report.rows());
    }

    static Duration waited(BackupReport report, WaitReason reason) {
        return report.pace().waits().stream()
                .filter(wait -> wait.reason() == reason)
                .map(Wait::time)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Everything that was heard, in its order. */
    List<ProgressEvent> events() {
        return events;
    }

    Repository repository() {
        return Repository.openOrCreate(new DiskStore(folder.resolve("repository")));
    }

    BackupReport run(TwoInstances shards, PaceLimits pace, ProgressListener listener) {
        return new BackupOperation(
                        repository(),
                        shards.topology(),
                        new BackupSettings(2, 64 * 1024, BackupChild.CUT).with(pace),
                        new Encryption.None(),
                        Optional.empty(),
                        shards.sessions(),
                        "shardark test",
                        event -> {
                            events.add(event);
                            listener.on(event);
                        })
                .run();
    }

    Path pauseFile() {
        return folder.resolve("pause");
    }

    /** Creates the file, unless it was removed: a backup pauses once. */
    void pause() {
        if (resumed.get()) {
            return;
        }
        try {
            Files.writeString(pauseFile(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void resume() {
        resumed.set(true);
        try {
            Files.delete(pauseFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
