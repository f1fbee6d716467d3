package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.pace.Limits;
import io.shardark.engine.pace.WaitReason;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressEvent.WaitBegan;
import io.shardark.engine.progress.ProgressEvent.WaitEnded;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.samples.servers.ServerFlavor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backups that pause as long as a file is there, on real servers. */
class PausedBackupTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    @TempDir
    private Path folder;

    private GentleBackups backups;

    @BeforeEach
    void begin() {
        backups = new GentleBackups(folder);
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aFilePausesItUntilItIsRemoved(ServerFlavor flavor) {
        try (TwoInstances shards = GentleBackups.filled(flavor)) {
            BackupReport report =
                    backups.run(shards, Limits.pausedBy(backups.pauseFile(), GentleBackups.SLOW), event -> {
                        if (event instanceof ChunkDone) {
                            backups.pause();
                        } else if (event instanceof WaitBegan wait) {
                            assertTrue(wait.why().contains(backups.pauseFile().toString()), wait.why());
                            backups.resume();
                        }
                    });
            GentleBackups.assertWhole(report);
            assertTrue(backups.events().stream().anyMatch(WaitEnded.class::isInstance));
            assertFalse(GentleBackups.waited(report, WaitReason.PAUSE_FILE).isZero());
            assertEquals(List.of(), verify(shards, report).findings());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void nothingIsLockedWhileItIsPausedFromTheBeginning(ServerFlavor flavor) {
        try (TwoInstances shards = GentleBackups.filled(flavor)) {
            backups.pause();
            BackupReport report = backups.run(shards, Limits.pausedBy(backups.pauseFile(), 0), event -> {
                if (event instanceof WaitBegan) {
                    assertFalse(backups.events().contains(new StepStarted("taking the cut")));
                    backups.resume();
                }
            });
            GentleBackups.assertWhole(report);
            assertTrue(backups.events().contains(new StepStarted("taking the cut")));
        }
    }

    /**
     * The chunk fails in a thread of its own, while its worker waits or is about to wait for somebody to remove a file.
     */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    @Timeout(60)
    void aChunkThatFailsEndsItWhileItIsPaused(ServerFlavor flavor) {
        try (TwoInstances shards = GentleBackups.filled(flavor)) {
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> backups.run(shards, Limits.pausedBy(backups.pauseFile(), GentleBackups.SLOW), event -> {
                        if (event instanceof ChunkDone) {
                            backups.pause();
                            throw new IllegalStateException("thrown by the test");
                        }
                    }));
            assertEquals("thrown by the test", thrown.getMessage());
            assertEquals(List.of(), backups.repository().backups());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void anInterruptionEndsItWhilePaused(ServerFlavor flavor) throws InterruptedException {
        try (TwoInstances shards = GentleBackups.filled(flavor)) {
            AtomicReference<Throwable> ended = new AtomicReference<>(new AssertionError("it did not fail"));
            Thread worker = new Thread(() -> {
                try {
                    backups.run(shards, Limits.pausedBy(backups.pauseFile(), GentleBackups.SLOW), event -> {
                        if (event instanceof ChunkDone) {
                            backups.pause();
                        }
                    });
                } catch (CancellationException e) {
                    ended.set(e);
                }
            });
            worker.start();
            long end = System.nanoTime() + 60_000_000_000L;
            while (backups.events().stream().noneMatch(WaitBegan.class::isInstance)) {
                assertTrue(System.nanoTime() < end, "it did not pause");
                Thread.onSpinWait();
            }
            worker.interrupt();
            worker.join(30_000);
            assertFalse(worker.isAlive(), "it is still paused");
            assertTrue(ended.get() instanceof CancellationException, ended.toString());
            assertTrue(Files.exists(backups.pauseFile()));
            assertEquals(List.of(), backups.repository().backups());
        }
    }

    private VerifyReport verify(TwoInstances shards, BackupReport report) {
        return new VerifyOperation(
                        backups.repository(),
                        report.backup(),
                        VerifyReport.Level.LIVE,
                        new TrustedSigners(List.of()),
                        Optional.empty(),
                        Optional.of(shards.topology()),
                        shards.sessions(),
                        ProgressListener.NONE)
                .run();
    }
}
