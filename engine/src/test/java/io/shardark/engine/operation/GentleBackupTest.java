package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.pace.Limits;
import io.shardark.engine.pace.PaceLimits;
import io.shardark.engine.pace.PaceReport.Wait;
import io.shardark.engine.pace.Sleepers;
import io.shardark.engine.pace.WaitReason;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressEvent.WaitBegan;
import io.shardark.engine.progress.ProgressEvent.WaitEnded;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Instance;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.error.RefusedException;
import io.shardark.samples.servers.ServerFlavor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backups that go easy on their servers, on real ones. */
class GentleBackupTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final String SAVING = "saving rows";
    private static final Duration AN_HOUR = Duration.ofHours(1);
    /** The rows are then read for some seconds. */
    private static final long SLOW = 2 << 20;

    @TempDir
    private Path folder;

    private final List<ProgressEvent> events = new CopyOnWriteArrayList<>();

    private Path pauseFile() {
        return folder.resolve("pause");
    }

    private Repository repository() {
        return Repository.openOrCreate(new DiskStore(folder.resolve("repository")));
    }

    private BackupReport backUp(TwoInstances shards, PaceLimits pace, ProgressListener listener) {
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

    private static TwoInstances filled(ServerFlavor flavor) {
        TwoInstances shards = TwoInstances.create(flavor);
        SampleRows.fill(shards);
        return shards;
    }

    private static void assertWhole(BackupReport report) {
        assertEquals(TwoInstances.SHARDS * SampleRows.ROWS, report.rows());
    }

    private static Duration waited(BackupReport report, WaitReason reason) {
        return report.pace().waits().stream()
                .filter(wait -> wait.reason() == reason)
                .map(Wait::time)
                .reduce(Duration.ZERO, Duration::plus);
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void bytesAndRowsComeNoFasterThanTheirLimits(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor)) {
            BackupReport fast = backUp(shards, PaceLimits.NONE, ProgressListener.NONE);
            assertEquals(List.of(), fast.pace().waits());
            long slowBytes = fast.rowBytes() / 4;
            assertSlowed(
                    fast,
                    backUp(shards, Limits.speed(slowBytes, 0), ProgressListener.NONE),
                    WaitReason.BYTES_PER_SECOND);
            long slowRows = fast.rows() / 4;
            assertSlowed(
                    fast, backUp(shards, Limits.speed(0, slowRows), ProgressListener.NONE), WaitReason.ROWS_PER_SECOND);
        }
    }

    /** Four seconds' worth, of which half a second's may come at once. */
    private static void assertSlowed(BackupReport fast, BackupReport slow, WaitReason reason) {
        assertTrue(slow.duration().toMillis() >= 3500, slow.duration().toString());
        assertTrue(waited(slow, reason).toMillis() >= 1000, slow.pace().toString());
        assertEquals(1, slow.pace().waits().size(), slow.pace().toString());
        for (int i = 0; i < fast.shards().size(); i++) {
            assertEquals(fast.shards().get(i).digest(), slow.shards().get(i).digest());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aFilePausesItUntilItIsRemoved(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor)) {
            BackupReport report = backUp(shards, Limits.pausedBy(pauseFile(), SLOW), event -> {
                if (event instanceof ChunkDone) {
                    create(pauseFile());
                } else if (event instanceof WaitBegan wait) {
                    assertTrue(wait.why().contains(pauseFile().toString()), wait.why());
                    delete(pauseFile());
                    // Otherwise the next chunk would create it again.
                    create(folder.resolve("paused once"));
                }
            });
            assertWhole(report);
            assertTrue(events.stream().anyMatch(WaitEnded.class::isInstance));
            assertFalse(waited(report, WaitReason.PAUSE_FILE).isZero());
            assertEquals(List.of(), verify(shards, report).findings());
        }
    }

    private void create(Path file) {
        if (Files.exists(folder.resolve("paused once"))) {
            return;
        }
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void nothingIsLockedWhileItIsPausedFromTheBeginning(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor)) {
            create(pauseFile());
            BackupReport report = backUp(shards, Limits.pausedBy(pauseFile(), 0), event -> {
                if (event instanceof WaitBegan) {
                    assertFalse(events.contains(new StepStarted("taking the cut")));
                    delete(pauseFile());
                }
            });
            assertWhole(report);
            assertTrue(events.contains(new StepStarted("taking the cut")));
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void itWaitsWhileAServerIsBusyAndGoesOnAfterwards(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor);
                Session control = shards.sessions().open(busy(shards))) {
            List<Sleepers> sleepers = new CopyOnWriteArrayList<>();
            BackupReport report = backUp(shards, Limits.threads(3, SLOW, AN_HOUR), event -> {
                if (event instanceof StepStarted step && step.step().equals(SAVING)) {
                    sleepers.add(sleepers(shards, control));
                } else if (event instanceof WaitBegan wait) {
                    assertTrue(wait.why().contains("instance-1") && wait.why().contains("the limit is 3"), wait.why());
                    sleepers.forEach(Sleepers::close);
                }
            });
            assertEquals(1, sleepers.size());
            assertWhole(report);
            assertFalse(
                    waited(report, WaitReason.THREADS_RUNNING).isZero(),
                    report.pace().toString());
            assertEquals(
                    List.of("instance-1"),
                    report.pace().waits().stream()
                            .filter(wait -> wait.reason() == WaitReason.THREADS_RUNNING)
                            .map(Wait::instance)
                            .toList());
        }
    }

    /** Nobody else is there, so a limit of one thread stops nothing: its own threads are no reason to wait. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void itDoesNotWaitForItself(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor)) {
            BackupReport report = backUp(shards, Limits.threads(1, SLOW, AN_HOUR), ProgressListener.NONE);
            assertWhole(report);
            assertEquals(
                    Duration.ZERO,
                    waited(report, WaitReason.THREADS_RUNNING),
                    report.pace().toString());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aFailureElsewhereEndsItWhileAServerIsBusy(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor);
                Session control = shards.sessions().open(busy(shards))) {
            List<Sleepers> sleepers = new CopyOnWriteArrayList<>();
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> backUp(shards, Limits.threads(3, SLOW, AN_HOUR), event -> {
                        if (event instanceof StepStarted step && step.step().equals(SAVING)) {
                            sleepers.add(sleepers(shards, control));
                        }
                        boolean waiting = events.stream().anyMatch(WaitBegan.class::isInstance);
                        if (waiting
                                && event instanceof ChunkDone chunk
                                && chunk.shard().equals("ds_0")) {
                            throw new IllegalStateException("thrown by the test");
                        }
                    }));
            assertEquals("thrown by the test", thrown.getMessage());
            Sleepers busy = sleepers.get(0);
            assertNotEquals(0, busy.running(control), "the server is still busy");
            busy.close();
            assertEquals(List.of(), repository().backups());
            shards.execute(3, "ALTER TABLE t_order COMMENT 'no lock is left'");
        }
    }

    /** The chunk fails in a thread of its own, while its worker waits or is about to wait for somebody to remove a file. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    @Timeout(60)
    void aChunkThatFailsEndsItWhileItIsPaused(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor)) {
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> backUp(shards, Limits.pausedBy(pauseFile(), SLOW), event -> {
                        if (event instanceof ChunkDone) {
                            create(pauseFile());
                            throw new IllegalStateException("thrown by the test");
                        }
                    }));
            assertEquals("thrown by the test", thrown.getMessage());
            assertEquals(List.of(), repository().backups());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aServerThatStaysBusyEndsIt(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor);
                Session control = shards.sessions().open(busy(shards));
                Sleepers sleepers = sleepers(shards, control)) {
            RefusedException refused = assertThrows(
                    RefusedException.class,
                    () -> backUp(shards, Limits.threads(3, 0, Duration.ofSeconds(1)), ProgressListener.NONE));
            assertTrue(String.valueOf(refused.getMessage()).contains("for over 1 s"), refused.getMessage());
            assertEquals(5, sleepers.running(control));
            assertFalse(events.contains(new StepStarted("taking the cut")), "nothing was locked");
        }
    }

    private static Instance busy(TwoInstances shards) {
        return shards.topology().instances().get(1);
    }

    private static Sleepers sleepers(TwoInstances shards, Session control) {
        Sleepers sleepers = Sleepers.start(new Sessions(), busy(shards), 5);
        sleepers.awaitRunning(control);
        return sleepers;
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void anInterruptionEndsItWhilePaused(ServerFlavor flavor) throws InterruptedException {
        try (TwoInstances shards = filled(flavor)) {
            AtomicReference<Throwable> ended = new AtomicReference<>(new AssertionError("it did not fail"));
            Thread worker = new Thread(() -> {
                try {
                    backUp(shards, Limits.pausedBy(pauseFile(), SLOW), event -> {
                        if (event instanceof ChunkDone) {
                            create(pauseFile());
                        }
                    });
                } catch (CancellationException e) {
                    ended.set(e);
                }
            });
            worker.start();
            long end = System.nanoTime() + 60_000_000_000L;
            while (events.stream().noneMatch(WaitBegan.class::isInstance)) {
                assertTrue(System.nanoTime() < end, "it did not pause");
                Thread.onSpinWait();
            }
            worker.interrupt();
            worker.join(30_000);
            assertFalse(worker.isAlive(), "it is still paused");
            assertTrue(ended.get() instanceof CancellationException, ended.toString());
            assertTrue(Files.exists(pauseFile()));
            assertEquals(List.of(), repository().backups());
        }
    }

    /** Waiting with a snapshot would only make the history longer. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aHistoryThatGrowsTooLongEndsIt(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor);
                Session writer = shards.sessions().open(busy(shards))) {
            String table = "`" + shards.shard(2).schema() + "`.t_order";
            RefusedException refused = assertThrows(
                    RefusedException.class,
                    () -> backUp(shards, Limits.history(3000, SLOW), event -> {
                        if (event instanceof StepStarted step && step.step().equals(SAVING)) {
                            writer.execute("SET SESSION autocommit = 1");
                            for (int i = 0; i < 4000; i++) {
                                writer.execute("UPDATE " + table + " SET amount = amount + 1 WHERE id = 1");
                            }
                        }
                    }));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("the backup ends, so that it can be purged"),
                    refused.getMessage());
            assertEquals(List.of(), repository().backups());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void comparingAndRestoringAreGentleToo(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor)) {
            BackupReport report = backUp(shards, PaceLimits.NONE, ProgressListener.NONE);
            PaceLimits slow = Limits.speed(report.rowBytes() / 3, 0);
            VerifyReport verified = new VerifyOperation(
                            repository(),
                            report.backup(),
                            VerifyReport.Level.LIVE,
                            new TrustedSigners(List.of()),
                            Optional.empty(),
                            Optional.of(shards.topology()),
                            slow,
                            shards.sessions(),
                            ProgressListener.NONE)
                    .run();
            assertEquals(List.of(), verified.findings());
            assertTrue(
                    verified.duration().toMillis() >= 2500, verified.duration().toString());
            assertEquals(1, verified.pace().waits().size(), verified.pace().toString());
            shards.onEach("DROP DATABASE `%s`");
            BackupReader reader = Restores.open(folder.resolve("repository"), report.backup());
            RestoreReport restored = new RestoreOperation(
                            reader,
                            io.shardark.format.crypto.NoEnvelope.INSTANCE,
                            shards.topology(),
                            TableSelection.matching(List.of()),
                            new RestoreSettings(2, slow),
                            shards.sessions(),
                            ProgressListener.NONE)
                    .run();
            // Once to load them, once to prove them.
            assertTrue(
                    restored.duration().toMillis() >= 5000, restored.duration().toString());
            assertEquals(1, restored.pace().waits().size(), restored.pace().toString());
        }
    }

    private VerifyReport verify(TwoInstances shards, BackupReport report) {
        return new VerifyOperation(
                        repository(),
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
