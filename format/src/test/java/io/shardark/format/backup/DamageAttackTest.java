package io.shardark.format.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.TooNewException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.PreviousBackup;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import io.shardark.format.value.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever happens to the bytes of an encrypted and signed backup is found without a key. */
class DamageAttackTest {
    private static final Store ORIGINAL = new MemoryStore();
    private static final SmallBackup BACKUP = SmallBackup.encrypted(SmallBackup.SECOND);
    private static final String PREFIX = BackupFiles.backupFolder(SmallBackup.SECOND) + "/";

    private final EditableStore repository;
    private final BackupReader reader;

    DamageAttackTest() {
        repository = EditableStore.copyOf(ORIGINAL);
        reader = open();
    }

    @BeforeAll
    static void writeTwoBackups() {
        SmallBackup first = SmallBackup.encrypted(SmallBackup.FIRST);
        Sha256 sha256 = first.write(ORIGINAL, Optional.empty());
        BACKUP.write(ORIGINAL, Optional.of(new PreviousBackup(first.id(), sha256)));
    }

    private BackupReader open() {
        return BackupReader.open(BACKUP.folder(repository), BACKUP.id(), SampleKeys.rule());
    }

    private List<String> files() {
        return repository.list(PREFIX);
    }

    /** Whether opening or checking finds that a file was altered. */
    private boolean isFound(String altered) {
        boolean opening = altered.startsWith(PREFIX + BackupFiles.MANIFEST);
        try {
            BackupReader current = opening ? open() : reader;
            return !BackupChecker.files(repository, current, CheckListener.NONE)
                    .run()
                    .good();
        } catch (DamagedException | TooNewException damage) {
            // Only the root manifest may end a check; everything else has to be a finding among others.
            assertTrue(opening, damage::toString);
            return true;
        }
    }

    @Test
    void everyFlippedBitIsFound() {
        long flips = files().parallelStream()
                .mapToLong(file -> new DamageAttackTest().flipEveryBit(file))
                .sum();
        long stored = files().stream().mapToLong(repository::length).sum();
        assertEquals(stored * Byte.SIZE, flips);
    }

    private long flipEveryBit(String file) {
        byte[] bytes = repository.bytes(file).clone();
        repository.put(file, bytes);
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            flip(bytes, bit);
            assertTrue(isFound(file), "bit " + bit + " of " + file);
            flip(bytes, bit);
        }
        assertFalse(isFound(file), "the bytes are as they were");
        return (long) bytes.length * Byte.SIZE;
    }

    private static void flip(byte[] bytes, int bit) {
        bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    }

    @Test
    void everyTruncationIsFound() {
        for (String file : files()) {
            byte[] bytes = repository.bytes(file);
            for (int length = 0; length < bytes.length; length++) {
                repository.put(file, Arrays.copyOf(bytes, length));
                assertTrue(isFound(file), length + " bytes of " + file);
            }
            repository.put(file, bytes);
        }
    }

    @Test
    void everyAppendedByteIsFound() {
        for (String file : files()) {
            byte[] bytes = repository.bytes(file);
            for (int value = 0; value < 256; value++) {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                longer[bytes.length] = (byte) value;
                repository.put(file, longer);
                assertTrue(isFound(file), value + " behind " + file);
            }
            repository.put(file, bytes);
        }
    }

    @Test
    void everyRemovedFileIsFoundByName() {
        for (String file : files()) {
            byte[] bytes = repository.bytes(file);
            repository.delete(file);
            assertTrue(isFound(file), file);
            if (!file.startsWith(PREFIX + BackupFiles.MANIFEST)) {
                List<Finding> findings = BackupChecker.files(repository, reader, CheckListener.NONE)
                        .run()
                        .findings();
                assertEquals(1, findings.size(), findings::toString);
                assertEquals(FindingKind.MISSING, findings.get(0).kind());
                assertEquals(file, PREFIX + findings.get(0).file());
                assertTrue(findings.get(0).what().contains(file), findings::toString);
            }
            repository.put(file, bytes);
        }
    }

    @Test
    void everyFileReplacedByAnotherIsFound() {
        for (String file : files()) {
            byte[] bytes = repository.bytes(file);
            for (String other : repository.list("")) {
                if (!Arrays.equals(bytes, repository.bytes(other))) {
                    repository.put(file, repository.bytes(other));
                    assertTrue(isFound(file), file + " replaced by " + other);
                }
            }
            repository.put(file, bytes);
        }
    }

    @Test
    void everyExtraFileIsFound() {
        for (String name : List.of("shards/0000/00002.tar", "shards/0002/manifest.json", "notes.txt", "keys.p7m.old")) {
            repository.put(PREFIX + name, new byte[0]);
            List<Finding> findings = BackupChecker.files(repository, reader, CheckListener.NONE)
                    .run()
                    .findings();
            assertEquals(1, findings.size(), findings::toString);
            assertEquals(FindingKind.UNEXPECTED, findings.get(0).kind());
            assertEquals(name, findings.get(0).file());
            repository.delete(PREFIX + name);
        }
    }

    @Test
    void theManifestAndSignatureOfAnotherBackupAreFound() {
        String first = BackupFiles.backupFolder(SmallBackup.FIRST) + "/";
        for (String name : List.of(BackupFiles.MANIFEST, BackupFiles.SIGNATURE)) {
            repository.put(PREFIX + name, repository.bytes(first + name));
        }
        assertTrue(isFound(PREFIX + BackupFiles.MANIFEST));
    }

    @Test
    void aChangedOrRemovedPreviousBackupIsFound() {
        String manifest = BackupFiles.backupFolder(SmallBackup.FIRST) + "/" + BackupFiles.MANIFEST;
        byte[] bytes = repository.bytes(manifest).clone();
        bytes[bytes.length / 2] ^= 1;
        repository.put(manifest, bytes);
        assertOnlyChain("is not the one");
        repository.delete(manifest);
        assertOnlyChain("is gone");
    }

    private void assertOnlyChain(String part) {
        List<Finding> findings = BackupChecker.files(repository, reader, CheckListener.NONE)
                .run()
                .findings();
        assertEquals(1, findings.size(), findings::toString);
        assertEquals(FindingKind.CHAIN, findings.get(0).kind());
        assertTrue(findings.get(0).what().contains(part), findings::toString);
    }

    @Test
    void everyDamagedPlaceIsTold() {
        for (String file : files()) {
            if (!file.startsWith(PREFIX + BackupFiles.MANIFEST) && !file.endsWith("0000/manifest.json")) {
                byte[] bytes = repository.bytes(file).clone();
                bytes[bytes.length / 2] ^= 1;
                repository.put(file, bytes);
            }
        }
        CheckReport report =
                BackupChecker.files(repository, reader, CheckListener.NONE).run();
        List<String> places =
                report.findings().stream().map(Finding::file).distinct().toList();
        assertEquals(
                List.of(
                        "SHA256SUMS",
                        "shards/0000/00000.tar",
                        "shards/0000/00001.tar",
                        "shards/0000/catalog.json.zst.p7m",
                        "shards/0001/manifest.json"),
                places,
                report::toString);
    }
}
