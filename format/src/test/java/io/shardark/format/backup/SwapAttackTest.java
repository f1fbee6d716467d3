package io.shardark.format.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.chunk.StoredChunk;
import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole chunks and catalogs in the wrong place are found: by digests, or, where these were repaired, by identity. */
class SwapAttackTest {
    /** Two backups of the same kind, written into one repository. */
    record Pair(SmallBackup first, SmallBackup second) {
        Store write() {
            Store repository = new MemoryStore();
            first.write(repository, Optional.empty());
            second.write(repository, Optional.empty());
            return repository;
        }
    }

    /** A chunk of one of the two backups. */
    record Position(SmallBackup backup, int shard, int ordinal) {}

    static List<Pair> unsigned() {
        return List.of(
                new Pair(SmallBackup.plain(SmallBackup.FIRST), SmallBackup.plain(SmallBackup.SECOND)),
                new Pair(
                        SmallBackup.encrypted(SmallBackup.FIRST).unsigned(),
                        SmallBackup.encrypted(SmallBackup.SECOND).unsigned()));
    }

    private static List<Position> positions(Pair pair) {
        List<Position> positions = new ArrayList<>();
        for (SmallBackup backup : List.of(pair.first(), pair.second())) {
            for (int chunk = 0; chunk < 4; chunk++) {
                positions.add(new Position(backup, chunk / 2, chunk % 2));
            }
        }
        return positions;
    }

    /** Puts the chunk of one place into another, for every ordered pair of places. */
    private static void forEachPair(Store original, Pair pair, BiConsumer<EditableStore, Position> check) {
        for (Position from : positions(pair)) {
            for (Position to : positions(pair)) {
                if (!from.equals(to)) {
                    EditableStore repository = EditableStore.copyOf(original);
                    StoredChunk chunk = new Forger(repository, from.backup().id())
                            .chunks(from.shard())
                            .get(from.ordinal());
                    put(repository, to, chunk);
                    check.accept(repository, to);
                }
            }
        }
    }

    private static void put(EditableStore repository, Position to, StoredChunk chunk) {
        Forger forger = new Forger(repository, to.backup().id());
        List<StoredChunk> chunks = new ArrayList<>(forger.chunks(to.shard()));
        chunks.set(to.ordinal(), chunk);
        forger.writeChunks(to.shard(), chunks);
        forger.repairManifests();
    }

    private static CheckReport check(Store repository, SmallBackup backup, CheckLevel level) {
        BackupReader reader = BackupReader.open(backup.folder(repository), backup.id(), new SignatureRule.NotChecked());
        return level == CheckLevel.FILES
                ? BackupChecker.files(repository, reader, CheckListener.NONE).run()
                : BackupChecker.data(repository, reader, backup.envelope(), CheckListener.NONE)
                        .run();
    }

    @ParameterizedTest
    @MethodSource("unsigned")
    void aForgerCannotPutAChunkIntoTheWrongPlace(Pair pair) {
        Store original = pair.write();
        int[] count = {0};
        forEachPair(original, pair, (repository, to) -> {
            CheckReport files = check(repository, to.backup(), CheckLevel.FILES);
            assertTrue(files.good(), () -> "the forgery is not perfect: " + files);
            CheckReport data = check(repository, to.backup(), CheckLevel.DATA);
            assertEquals(1, data.findings().size(), data::toString);
            assertEquals(6, data.rows(), "the other chunks are good");
            count[0]++;
        });
        assertEquals(56, count[0]);
    }

    @Test
    void aSignatureShowsEveryForgery() {
        Pair pair = new Pair(SmallBackup.encrypted(SmallBackup.FIRST), SmallBackup.encrypted(SmallBackup.SECOND));
        forEachPair(pair.write(), pair, (repository, to) -> {
            Store folder = to.backup().folder(repository);
            assertThrows(
                    DamagedException.class,
                    () -> BackupReader.open(folder, to.backup().id(), SampleKeys.rule()));
        });
    }

    @Test
    void digestsShowEverySwapWithoutAKey() {
        SmallBackup backup = SmallBackup.encrypted(SmallBackup.FIRST);
        Store original = new MemoryStore();
        backup.write(original, Optional.empty());
        for (int shard = 0; shard < 2; shard++) {
            EditableStore repository = EditableStore.copyOf(original);
            Forger forger = new Forger(repository, backup.id());
            List<StoredChunk> chunks = forger.chunks(shard);
            forger.writeChunks(shard, List.of(chunks.get(1), chunks.get(0)));
            assertFalse(check(repository, backup, CheckLevel.FILES).good());
            assertFalse(check(repository, backup, CheckLevel.DATA).good());
        }
    }

    @ParameterizedTest
    @MethodSource("unsigned")
    void aForgerCannotPutACatalogIntoTheWrongPlace(Pair pair) {
        Store original = pair.write();
        for (SmallBackup from : List.of(pair.first(), pair.second())) {
            for (int shard = 0; shard < 2; shard++) {
                boolean sameCatalog = from.equals(pair.first()) && shard == 0;
                if (!sameCatalog) {
                    EditableStore repository = EditableStore.copyOf(original);
                    String name = BackupFiles.catalog(from.envelope().suffix());
                    String file =
                            BackupFiles.backupFolder(from.id()) + "/" + BackupFiles.shardFolder(shard) + "/" + name;
                    Forger forger = new Forger(repository, pair.first().id());
                    forger.writeCatalog(0, repository.bytes(file));
                    forger.repairManifests();
                    assertTrue(check(repository, pair.first(), CheckLevel.FILES).good());
                    assertFalse(check(repository, pair.first(), CheckLevel.DATA).good());
                }
            }
        }
    }

    /** Removing a chunk from the end leaves digests that fit; only the catalog knows that it was there. */
    @ParameterizedTest
    @MethodSource("unsigned")
    void aForgerCannotLeaveOutAChunk(Pair pair) {
        EditableStore repository = EditableStore.copyOf(pair.write());
        Forger forger = new Forger(repository, pair.first().id());
        forger.writeChunks(1, forger.chunks(1).subList(0, 1));
        forger.repairManifests();
        assertTrue(check(repository, pair.first(), CheckLevel.FILES).good());
        assertFalse(check(repository, pair.first(), CheckLevel.DATA).good());
    }
}
