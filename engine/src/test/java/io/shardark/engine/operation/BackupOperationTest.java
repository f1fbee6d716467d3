package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.format.crypto.CertificateRecipient;
import io.shardark.format.crypto.EncryptionKeyPair;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackupOperationTest {
    private static final int SMALL_CHUNKS = 64 * 1024;

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void everyRowOfEveryShardIsSavedAndVerified(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            Repository repository = Repository.openOrCreate(new DiskStore(folder.resolve("repository")));
            BackupReport report = backUp(shards, repository, new Encryption.None(), ProgressListener.NONE);
            assertEquals(CutLevel.GLOBAL, report.cut().level());
            assertEquals(TwoInstances.SHARDS * SampleRows.ROWS, report.rows());
            assertEquals(TwoInstances.SHARDS * SampleRows.TABLES, report.tables());
            assertTrue(report.chunks() > 4 * 20, "chunks " + report.chunks());
            VerifyReport verified = verify(shards, repository, report, VerifyReport.Level.LIVE);
            assertEquals(List.of(), verified.findings());
            assertEquals(report.rows(), verified.rows());
            assertEquals(report.chunks(), verified.chunks());
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void aChangedRowIsFoundByComparingWithTheDatabases(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            Repository repository = Repository.openOrCreate(new DiskStore(folder.resolve("repository")));
            BackupReport report = backUp(shards, repository, new Encryption.None(), ProgressListener.NONE);
            shards.execute(2, "UPDATE t_order SET note = 'changed' WHERE id = 777", "DROP TABLE t_empty");
            List<String> findings =
                    verify(shards, repository, report, VerifyReport.Level.LIVE).findings();
            assertEquals(2, findings.size(), findings.toString());
            assertTrue(
                    findings.stream().anyMatch(finding -> finding.contains("t_order") && finding.contains("differs")));
            assertTrue(findings.stream().anyMatch(finding -> finding.contains("t_empty")));
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void aBackupThatFailsLeavesNothing(ServerFlavor flavor) throws IOException {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            Repository repository = Repository.openOrCreate(new DiskStore(folder.resolve("repository")));
            ProgressListener failing = event -> {
                if (event instanceof ChunkDone chunk && chunk.shard().equals("ds_3")) {
                    throw new IllegalStateException("thrown by the test");
                }
            };
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class, () -> backUp(shards, repository, new Encryption.None(), failing));
            assertEquals("thrown by the test", thrown.getMessage());
            assertEquals(List.of(), repository.backups());
            try (Stream<Path> files = Files.walk(folder.resolve("repository"))) {
                assertEquals(2, files.filter(Files::isRegularFile).count(), "repository.json and the lock");
            }
            shards.execute(0, "ALTER TABLE t_order COMMENT 'no lock is left'");
            assertFalse(backUp(shards, repository, new Encryption.None(), ProgressListener.NONE)
                    .shards()
                    .isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void backupsFormAChain(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            shards.execute(0, "CREATE TABLE t (id INT PRIMARY KEY)");
            Repository repository = Repository.openOrCreate(new DiskStore(folder.resolve("repository")));
            EncryptionKeyPair keys = EncryptionKeyPair.generate("ops", Optional.empty(), new SecureRandom());
            List<BackupReport> reports = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                reports.add(backUp(shards, repository, recipients(keys), ProgressListener.NONE));
            }
            List<BackupSummary> list =
                    new ListOperation(repository, new TrustedSigners(List.of()), Optional.empty()).run();
            assertEquals(
                    reports.stream().map(BackupReport::backup).toList(),
                    list.stream().map(BackupSummary::backup).toList());
            assertTrue(list.stream().allMatch(BackupSummary::encrypted));
            repository.folder(reports.get(1).backup()).delete("manifest.json");
            VerifyReport verified = verify(shards, repository, reports.get(2), VerifyReport.Level.FILES);
            assertEquals(1, verified.findings().size(), verified.findings().toString());
        }
    }

    private static Encryption recipients(EncryptionKeyPair keys) {
        return new Encryption.ForRecipients(List.of(CertificateRecipient.fromPem(keys.certificatePem(), "ops.crt")));
    }

    private static BackupReport backUp(
            TwoInstances shards, Repository repository, Encryption encryption, ProgressListener progress) {
        try {
            return new BackupOperation(
                            repository,
                            shards.topology(),
                            new BackupSettings(2, SMALL_CHUNKS, BackupChild.CUT),
                            encryption,
                            Optional.empty(),
                            shards.sessions(),
                            "shardark test",
                            progress)
                    .run();
        } catch (ShardarkException e) {
            throw new AssertionError(e.getMessage() + " / " + e.hint(), e);
        }
    }

    private static VerifyReport verify(
            TwoInstances shards, Repository repository, BackupReport report, VerifyReport.Level level) {
        return new VerifyOperation(
                        repository,
                        report.backup(),
                        level,
                        new TrustedSigners(List.of()),
                        Optional.empty(),
                        Optional.of(shards.topology()),
                        shards.sessions(),
                        ProgressListener.NONE)
                .run();
    }
}
