package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.pace.Limits;
import io.shardark.engine.pace.PaceLimits;
import io.shardark.engine.pace.WaitReason;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.samples.servers.ServerFlavor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations that keep to limits of speed, on real servers. */
class SlowedOperationTest {
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
    void bytesAndRowsComeNoFasterThanTheirLimits(ServerFlavor flavor) {
        try (TwoInstances shards = GentleBackups.filled(flavor)) {
            BackupReport fast = backups.run(shards, PaceLimits.NONE, ProgressListener.NONE);
            assertEquals(List.of(), fast.pace().waits());
            long slowBytes = fast.rowBytes() / 4;
            assertSlowed(
                    fast,
                    backups.run(shards, Limits.speed(slowBytes, 0), ProgressListener.NONE),
                    WaitReason.BYTES_PER_SECOND);
            long slowRows = fast.rows() / 4;
            assertSlowed(
                    fast,
                    backups.run(shards, Limits.speed(0, slowRows), ProgressListener.NONE),
                    WaitReason.ROWS_PER_SECOND);
        }
    }

    /** Four seconds' worth, of which half a second's may come at once. */
    private static void assertSlowed(BackupReport fast, BackupReport slow, WaitReason reason) {
        assertTrue(slow.duration().toMillis() >= 3500, slow.duration().toString());
        assertTrue(
                GentleBackups.waited(slow, reason).toMillis() >= 1000,
                slow.pace().toString());
        assertEquals(1, slow.pace().waits().size(), slow.pace().toString());
        for (int i = 0; i < fast.shards().size(); i++) {
            assertEquals(fast.shards().get(i).digest(), slow.shards().get(i).digest());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void comparingAndRestoringAreGentleToo(ServerFlavor flavor) {
        try (TwoInstances shards = GentleBackups.filled(flavor)) {
            BackupReport report = backups.run(shards, PaceLimits.NONE, ProgressListener.NONE);
            PaceLimits slow = Limits.speed(report.rowBytes() / 3, 0);
            VerifyReport verified = new VerifyOperation(
                            backups.repository(),
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
                            NoEnvelope.INSTANCE,
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
}
