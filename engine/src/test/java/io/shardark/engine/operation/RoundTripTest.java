package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.OpenBackup;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Shard;
import io.shardark.format.crypto.CertificateRecipient;
import io.shardark.format.crypto.EncryptionKeyPair;
import io.shardark.format.crypto.Identity;
import io.shardark.format.crypto.PrivateKeyIdentity;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.value.BackupId;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backs up, loses and restores whole shards on real servers, and lets the servers say what came back. */
class RoundTripTest {
    @TempDir
    private Path folder;

    private final EncryptionKeyPair keys = EncryptionKeyPair.generate("ops", Optional.empty(), new SecureRandom());
    private Repository repository;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @BeforeEach
    void openRepository() {
        repository = Repository.openOrCreate(new DiskStore(folder.resolve("repository")));
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void everythingComesBackAsTheServerSaysIt(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            fill(shards);
            Map<String, Map<String, List<String>>> before = serverTexts(shards);
            BackupId backup = backUp(shards);
            shards.onEach("DROP DATABASE `%s`");
            RestoreReport report = restore(shards, backup);
            Map<String, Map<String, List<String>>> after = serverTexts(shards);
            before.forEach((shard, text) -> ServerText.assertSame(shard, text, after.getOrDefault(shard, Map.of())));
            report.shards().forEach(shard -> assertEquals(shard.source(), shard.target()));
            assertEquals("0", shards.value(0, "SELECT COUNT(*) FROM t_audit"), "no trigger may fire");
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void aTargetThatIsNotEmptyIsRefusedWithTheListOfWhatIsInTheWay(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            fill(shards);
            BackupId backup = backUp(shards);
            Map<String, Map<String, List<String>>> before = serverTexts(shards);
            ShardarkException refused = assertThrows(ShardarkException.class, () -> run(shards, backup));
            assertTrue(refused.getMessage().contains("t_order"), refused.getMessage());
            assertTrue(refused.getMessage().contains("f_double"), refused.getMessage());
            assertEquals(before, serverTexts(shards));
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void oneFlippedBitIsFoundBeforeItsChunkReachesAServer(ServerFlavor flavor) throws IOException {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            shards.execute(0, "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3)");
            BackupId backup = backUp(shards);
            shards.onEach("DROP DATABASE `%s`");
            flip(folder.resolve("repository/backups/" + backup + "/shards/0000/00000.tar"), 600);
            assertThrows(ShardarkException.class, () -> run(shards, backup));
            assertEquals("0", shards.value(0, "SELECT COUNT(*) FROM t"), "nothing of a damaged chunk is loaded");
            flip(folder.resolve("repository/backups/" + backup + "/shards/0000/00000.tar"), 600);
            restore(shards, backup);
            assertEquals("3", shards.value(0, "SELECT COUNT(*) FROM t"), "the same command goes on when it is mended");
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void aSecondBackupAtTheSameTimeIsRefused(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor);
                var lock = repository.lock()) {
            shards.execute(0, "CREATE TABLE t (id INT PRIMARY KEY)");
            assertThrows(RefusedException.class, () -> operation(shards).run(), lock::toString);
        }
    }

    private static void fill(TwoInstances shards) {
        SampleRows.fill(shards);
        SampleObjects.create(shards);
    }

    private static Map<String, Map<String, List<String>>> serverTexts(TwoInstances shards) {
        Map<String, Map<String, List<String>>> texts = new TreeMap<>();
        for (Shard shard : shards.topology().shards()) {
            try (Session session = shards.sessions().open(shard.instance())) {
                texts.put(shard.name(), ServerText.of(session, shard.schema()));
            }
        }
        return texts;
    }

    private BackupId backUp(TwoInstances shards) {
        try {
            return operation(shards).run().backup();
        } catch (ShardarkException e) {
            throw new AssertionError(e.getMessage() + " / " + e.hint(), e);
        }
    }

    private BackupOperation operation(TwoInstances shards) {
        return new BackupOperation(
                repository,
                shards.topology(),
                new BackupSettings(2, 256 * 1024, BackupChild.CUT),
                new Encryption.ForRecipients(List.of(CertificateRecipient.fromPem(keys.certificatePem(), "ops.crt"))),
                Optional.empty(),
                shards.sessions(),
                "shardark test",
                ProgressListener.NONE);
    }

    private RestoreReport restore(TwoInstances shards, BackupId backup) {
        try {
            return run(shards, backup);
        } catch (ShardarkException e) {
            throw new AssertionError(e.getMessage() + " / " + e.hint(), e);
        }
    }

    private RestoreReport run(TwoInstances shards, BackupId id) {
        Identity identity = PrivateKeyIdentity.fromPem(keys.privateKeyPem(), Optional.empty(), "ops.key");
        OpenBackup backup = OpenBackup.open(repository, id, new TrustedSigners(List.of()));
        return new RestoreOperation(
                        backup.reader(),
                        backup.envelope(Optional.of(identity)),
                        shards.topology(),
                        TableSelection.everything(),
                        new RestoreSettings(2),
                        shards.sessions(),
                        ProgressListener.NONE)
                .run();
    }

    private static void flip(Path file, long offset) throws IOException {
        assertTrue(Files.size(file) > offset);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            int value = bytes.read();
            bytes.seek(offset);
            bytes.write(value ^ 1);
        }
    }
}
