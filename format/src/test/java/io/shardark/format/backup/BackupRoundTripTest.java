package io.shardark.format.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.chunk.ChunkDecoder;
import io.shardark.format.chunk.DecodedChunk;
import io.shardark.format.crypto.BackupKey;
import io.shardark.format.crypto.CmsEnvelope;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.KeysFile;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.manifest.PreviousBackup;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import io.shardark.format.value.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackupRoundTripTest {
    private final Store repository = new MemoryStore();

    static List<SmallBackup> backups() {
        return List.of(SmallBackup.encrypted(SmallBackup.FIRST), SmallBackup.plain(SmallBackup.FIRST));
    }

    private static SignatureRule rule(SmallBackup backup) {
        return backup.key().isPresent() ? SampleKeys.rule() : new SignatureRule.NotChecked();
    }

    private BackupReader open(SmallBackup backup) {
        return BackupReader.open(backup.folder(repository), backup.id(), rule(backup));
    }

    /** What a restore does: from the wrapped key to the envelope. */
    private static Envelope envelope(BackupReader reader) {
        return reader.keysFile()
                .<Envelope>map(keys -> {
                    Sha256 check = reader.manifest().keyCheck().orElseThrow();
                    BackupKey key = KeysFile.open(keys, SampleKeys.identity(), check);
                    return new CmsEnvelope(key, reader.manifest().backup());
                })
                .orElse(NoEnvelope.INSTANCE);
    }

    @ParameterizedTest
    @MethodSource("backups")
    void everyRowComesBack(SmallBackup backup) {
        Sha256 sha256 = backup.write(repository, Optional.empty());
        BackupReader reader = open(backup);
        assertEquals(sha256, reader.manifestSha256());
        assertEquals(backup.signingKey().isPresent(), reader.signer().isPresent());
        Envelope envelope = envelope(reader);
        for (int shard = 0; shard < 2; shard++) {
            ShardReader shardReader = reader.shard(shard, envelope);
            assertEquals(backup.header(shard), shardReader.header());
            assertEquals(4, shardReader.totals().get(0).digest().rows());
            readRows(shardReader, shard, envelope);
        }
    }

    private static void readRows(ShardReader shard, int number, Envelope envelope) {
        int count = 0;
        try (ShardChunks chunks = shard.chunks();
                ChunkDecoder decoder = new ChunkDecoder(envelope)) {
            for (Optional<ShardChunk> next = chunks.next(); next.isPresent(); next = chunks.next()) {
                ShardChunk chunk = next.get();
                byte[] stored = shard.readStored(chunk.place());
                DecodedChunk decoded = decoder.decode(chunk.expected(), stored, shard.describe(chunk.place()));
                RowBuffer rows = SmallBackup.rows(number, chunk.record().number());
                assertArrayEquals(
                        Arrays.copyOf(rows.array(), rows.length()), Arrays.copyOf(decoded.array(), decoded.length()));
                assertEquals(count, chunk.ordinal());
                count++;
            }
        }
        assertEquals(2, count);
    }

    @ParameterizedTest
    @MethodSource("backups")
    void isGood(SmallBackup backup) {
        backup.write(repository, Optional.empty());
        BackupReader reader = open(backup);
        long stored = repository.list("").stream().mapToLong(repository::length).sum();
        CheckReport files =
                BackupChecker.files(repository, reader, CheckListener.NONE).run();
        assertEquals(new CheckReport(CheckLevel.FILES, files(), 4, 0, stored, List.of()), files);
        CheckReport data = BackupChecker.data(repository, reader, backup.envelope(), CheckListener.NONE)
                .run();
        assertEquals(new CheckReport(CheckLevel.DATA, files(), 4, 8, stored, List.of()), data);
    }

    @Test
    void isGoodWithSeveralWorkers() {
        SmallBackup backup = SmallBackup.encrypted(SmallBackup.FIRST);
        backup.write(repository, Optional.empty());
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            CheckReport report = BackupChecker.data(repository, open(backup), backup.envelope(), CheckListener.NONE)
                    .run(executor, 4);
            assertTrue(report.good(), report::toString);
            assertEquals(8, report.rows());
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void knowsTheBackupBefore() {
        SmallBackup first = SmallBackup.encrypted(SmallBackup.FIRST);
        SmallBackup second = SmallBackup.encrypted(SmallBackup.SECOND);
        Sha256 sha256 = first.write(repository, Optional.empty());
        second.write(repository, Optional.of(new PreviousBackup(first.id(), sha256)));
        assertTrue(BackupChecker.files(repository, open(second), CheckListener.NONE)
                .run()
                .good());
    }

    private long files() {
        return repository.list("").size();
    }
}
