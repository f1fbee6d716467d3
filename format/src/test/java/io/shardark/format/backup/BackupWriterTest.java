package io.shardark.format.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.catalog.ChunkRecord;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.chunk.ChunkEncoder;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.store.ForwardingStore;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupWriterTest {
    private static final SmallBackup BACKUP = SmallBackup.encrypted(SmallBackup.FIRST);

    private static BackupReader open(Store repository) {
        return BackupReader.open(BACKUP.folder(repository), BACKUP.id(), SampleKeys.rule());
    }

    /** Every operation of the store fails once in its turn. */
    @ParameterizedTest
    @EnumSource
    void nothingHalfWrittenLooksLikeABackup(FaultyStore.Fault fault) {
        int operation = 0;
        FaultyStore store = new FaultyStore(fault, operation);
        while (!isWritten(store)) {
            assertTrue(store.hasFailed());
            boolean manifest = store.truth().exists(BackupFiles.backupFolder(BACKUP.id()) + "/" + BackupFiles.MANIFEST);
            boolean transientFault = fault == FaultyStore.Fault.ONCE || fault == FaultyStore.Fault.ONCE_AFTER;
            if (transientFault) {
                assertEquals(List.of(), store.truth().list(""), "operation " + operation);
            } else if (manifest) {
                CheckReport report = BackupChecker.files(store.truth(), open(store.truth()), CheckListener.NONE)
                        .run();
                assertTrue(report.good(), "operation " + operation + ": " + report);
            }
            operation++;
            store = new FaultyStore(fault, operation);
        }
        assertTrue(operation > 50, operation + " operations");
    }

    private static boolean isWritten(FaultyStore store) {
        try {
            BACKUP.write(store, Optional.empty());
            return true;
        } catch (UnreachableException failure) {
            return false;
        }
    }

    @Test
    void anExistingBackupIsRefusedAndStays() throws IOException {
        MemoryStore repository = new MemoryStore();
        BACKUP.write(repository, Optional.empty());
        List<String> files = repository.list("");
        assertThrows(RefusedException.class, () -> BACKUP.write(repository, Optional.empty()));
        SmallBackup plain = SmallBackup.plain(BACKUP.id());
        assertThrows(RefusedException.class, () -> plain.write(repository, Optional.empty()));
        assertEquals(files, repository.list(""));
        assertTrue(BackupChecker.files(repository, open(repository), CheckListener.NONE)
                .run()
                .good());
    }

    @Test
    void closingRemovesOnlyWhatWasCreated() {
        MemoryStore repository = new MemoryStore();
        SmallBackup plain = SmallBackup.plain(SmallBackup.FIRST);
        Store folder = plain.folder(repository);
        UploadStream.store(folder, "shards/0001/" + BackupFiles.catalog(""), new byte[] {1, 2, 3});
        try (BackupWriter writer = BackupWriter.begin(folder, plain.id(), plain.envelope(), Optional.empty())) {
            plain.writeShard(writer, 0, 1);
            assertThrows(RefusedException.class, () -> plain.writeShard(writer, 1, 1));
        }
        assertEquals(List.of("shards/0001/catalog.json.zst"), folder.list(""));
    }

    @Test
    void whatIsNotStoredAsWrittenIsNoBackup() {
        for (String part : List.of("catalog", "0000/manifest.json", "SHA256SUMS", ".sig", "/manifest.json")) {
            AlteringStore store = new AlteringStore(part);
            assertThrows(DamagedException.class, () -> BACKUP.write(store, Optional.empty()), part);
            assertEquals(List.of(), store.list(""), part);
        }
    }

    /** Flips a bit of files whose names contain a text, as they are written. */
    private static final class AlteringStore extends ForwardingStore {
        private final String part;

        AlteringStore(String part) {
            super(new MemoryStore());
            this.part = part;
        }

        @Override
        public Upload create(String name) {
            Upload upload = super.create(name);
            return new Upload() {
                @Override
                public void write(byte[] bytes, int offset, int length) {
                    byte[] altered = bytes.clone();
                    if (name.contains(part)) {
                        altered[offset + length / 2] ^= 1;
                    }
                    upload.write(altered, offset, length);
                }

                @Override
                public void commit() {
                    upload.commit();
                }

                @Override
                public void close() {
                    upload.close();
                }
            };
        }
    }

    @Test
    void anArchiveThatLostItsEndIsFoundBeforeTheManifest() {
        EditableStore repository = new EditableStore();
        Store folder = BACKUP.folder(repository);
        try (BackupWriter writer =
                BackupWriter.begin(folder, BACKUP.id(), BACKUP.envelope(), Optional.of(new byte[] {1}))) {
            List<ShardReference> shards = List.of(BACKUP.writeShard(writer, 0, 1 << 20));
            String archive = BackupFiles.backupFolder(BACKUP.id()) + "/shards/0000/00000.tar";
            repository.put(archive, new byte[512]);
            DamagedException damage = assertThrows(
                    DamagedException.class,
                    () -> writer.commit(BACKUP.manifest(Optional.empty(), shards), Optional.empty()));
            assertTrue(damage.getMessage().contains("shards/0000/00000.tar is 512 bytes long"), damage.getMessage());
        }
        assertEquals(List.of(), repository.list(""));
    }

    @Test
    void aManifestOfOtherShardsIsRefused() {
        Store folder = BACKUP.folder(new MemoryStore());
        try (BackupWriter writer =
                BackupWriter.begin(folder, BACKUP.id(), BACKUP.envelope(), Optional.of(new byte[] {1}))) {
            BACKUP.writeShard(writer, 0, 1);
            assertThrows(
                    IllegalStateException.class,
                    () -> writer.commit(BACKUP.manifest(Optional.empty(), List.of()), Optional.empty()));
            assertThrows(IllegalArgumentException.class, () -> writer.shard(BACKUP.header(0)));
        }
        assertEquals(List.of(), folder.list(""));
    }

    @Test
    void otherTotalsThanTheCallersCountAreRefused() {
        Store folder = BACKUP.folder(new MemoryStore());
        try (BackupWriter writer =
                        BackupWriter.begin(folder, BACKUP.id(), BACKUP.envelope(), Optional.of(new byte[] {1}));
                ShardWriter shard = writer.shard(BACKUP.header(0))) {
            TableTotals one = new TableTotals(0, 0, 0, new RowSetDigest(1, 0, 0));
            TableTotals none = new TableTotals(1, 0, 0, RowSetDigest.EMPTY);
            assertThrows(DamagedException.class, () -> shard.finish(List.of(one, none)));
        }
    }

    @Test
    void severalWorkersWriteOneShard() throws ExecutionException, InterruptedException {
        Store repository = new MemoryStore();
        int count = 400;
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try (BackupWriter writer = BackupWriter.begin(
                        BACKUP.folder(repository), BACKUP.id(), BACKUP.envelope(), Optional.of(new byte[] {1}));
                ShardWriter shard = writer.shard(BACKUP.header(0), 100_000)) {
            List<Future<ChunkRecord>> chunks = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                int chunk = number;
                chunks.add(workers.submit(() -> write(shard, chunk)));
            }
            RowSetDigest digest = RowSetDigest.EMPTY;
            long bytes = 0;
            for (Future<ChunkRecord> chunk : chunks) {
                digest = digest.plus(chunk.get().digest());
                bytes += chunk.get().bytes();
            }
            ShardReference reference = shard.finish(
                    List.of(new TableTotals(0, count, bytes, digest), new TableTotals(1, 0, 0, RowSetDigest.EMPTY)));
            writer.commit(BACKUP.manifest(Optional.empty(), List.of(reference)), BACKUP.signingKey());
        } finally {
            workers.shutdown();
        }
        CheckReport report = BackupChecker.data(repository, open(repository), BACKUP.envelope(), CheckListener.NONE)
                .run();
        assertEquals(2L * count, report.rows());
        assertTrue(report.good(), report::toString);
        assertEquals(count, report.chunks());
    }

    private static ChunkRecord write(ShardWriter shard, int number) {
        RowBuffer rows = SmallBackup.rows(0, number);
        ChunkRecord record = new ChunkRecord(0, number, rows.length(), rows.digest(), List.of(), List.of());
        try (ChunkEncoder encoder = new ChunkEncoder(BACKUP.envelope())) {
            shard.write(record, encoder.encode(BACKUP.identity(0, number), rows));
        }
        return record;
    }
}
