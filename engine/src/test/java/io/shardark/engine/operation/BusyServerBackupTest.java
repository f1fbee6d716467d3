package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.pace.Limits;
import io.shardark.engine.pace.PaceReport.Wait;
import io.shardark.engine.pace.Sleepers;
import io.shardark.engine.pace.WaitReason;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressEvent.WaitBegan;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.RefusedException;
import io.shardark.samples.servers.ServerFlavor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backups of servers that have enough to do, real ones. */
class BusyServerBackupTest {
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
    void itWaitsWhileAServerIsBusyAndGoesOnAfterwards(ServerFlavor flavor) {
        try (TwoInstances shards = GentleBackups.filled(flavor);
                Session control = shards.sessions().open(busy(shards))) {
            List<Sleepers> sleepers = new CopyOnWriteArrayList<>();
            BackupReport report =
                    backups.run(shards, Limits.threads(3, GentleBackups.SLOW, GentleBackups.AN_HOUR), event -> {
                        if (event instanceof StepStarted step && step.step().equals(GentleBackups.SAVING)) {
                            sleepers.add(sleepers(shards, control));
                        } else if (event instanceof WaitBegan wait) {
                            assertTrue(
                                    wait.why().contains("instance-1")
                                            && wait.why().contains("the limit is 3"),
                                    wait.why());
                            sleepers.forEach(Sleepers::close);
                        }
                    });
            assertEquals(1, sleepers.size());
            GentleBackups.assertWhole(report);
            assertFalse(
                    GentleBackups.waited(report, WaitReason.THREADS_RUNNING).isZero(),
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
        try (TwoInstances shards = GentleBackups.filled(flavor)) {
            BackupReport report = backups.run(
                    shards, Limits.threads(1, GentleBackups.SLOW, GentleBackups.AN_HOUR), ProgressListener.NONE);
            GentleBackups.assertWhole(report);
            assertEquals(
                    Duration.ZERO,
                    GentleBackups.waited(report, WaitReason.THREADS_RUNNING),
                    report.pace().toString());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aFailureElsewhereEndsItWhileAServerIsBusy(ServerFlavor flavor) {
        try (TwoInstances shards = GentleBackups.filled(flavor);
                Session control = shards.sessions().open(busy(shards))) {
            List<Sleepers> sleepers = new CopyOnWriteArrayList<>();
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> backups.run(shards, Limits.threads(3, GentleBackups.SLOW, GentleBackups.AN_HOUR), event -> {
                        if (event instanceof StepStarted step && step.step().equals(GentleBackups.SAVING)) {
                            sleepers.add(sleepers(shards, control));
                        }
                        boolean waiting = backups.events().stream().anyMatch(WaitBegan.class::isInstance);
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
            assertEquals(List.of(), backups.repository().backups());
            shards.execute(3, "ALTER TABLE t_order COMMENT 'no lock is left'");
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aServerThatStaysBusyEndsIt(ServerFlavor flavor) {
        try (TwoInstances shards = GentleBackups.filled(flavor);
                Session control = shards.sessions().open(busy(shards));
                Sleepers sleepers = sleepers(shards, control)) {
            RefusedException refused = assertThrows(
                    RefusedException.class,
                    () -> backups.run(shards, Limits.threads(3, 0, Duration.ofSeconds(1)), ProgressListener.NONE));
            assertTrue(String.valueOf(refused.getMessage()).contains("for over 1 s"), refused.getMessage());
            assertEquals(5, sleepers.running(control));
            assertFalse(backups.events().contains(new StepStarted("taking the cut")), "nothing was locked");
        }
    }

    /** Waiting with a snapshot would only make the history longer. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aHistoryThatGrowsTooLongEndsIt(ServerFlavor flavor) {
        try (TwoInstances shards = GentleBackups.filled(flavor);
                Session writer = shards.sessions().open(busy(shards))) {
            String table = "`" + shards.shard(2).schema() + "`.t_order";
            RefusedException refused = assertThrows(
                    RefusedException.class,
                    () -> backups.run(shards, Limits.history(3000, GentleBackups.SLOW), event -> {
                        if (event instanceof StepStarted step && step.step().equals(GentleBackups.SAVING)) {
                            writer.execute("SET SESSION autocommit = 1");
                            for (int i = 0; i < 4000; i++) {
                                writer.execute("UPDATE " + table + " SET amount = amount + 1 WHERE id = 1");
                            }
                        }
                    }));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("the backup ends, so that it can be purged"),
                    refused.getMessage());
            assertEquals(List.of(), backups.repository().backups());
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
}
