package io.shardark.samples.inner;

import io.shardark.format.backup.BackupReader;
import io.shardark.format.backup.BackupWriter;
import io.shardark.format.backup.ShardWriter;
import io.shardark.format.backup.SignatureRule;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.ChunkRecord;
import io.shardark.format.catalog.ColumnForm;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.InstanceRecord;
import io.shardark.format.catalog.LeftOut;
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.chunk.ChunkEncoder;
import io.shardark.format.chunk.ChunkIdentity;
import io.shardark.format.crypto.BackupKey;
import io.shardark.format.crypto.CmsEnvelope;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.KeysFile;
import io.shardark.format.crypto.Passphrase;
import io.shardark.format.crypto.PassphraseRecipient;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.CutRecord;
import io.shardark.format.manifest.RootManifest;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.store.Store;
import io.shardark.format.value.BackupId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A backup with one shard of one table, all of whose chunks have the same rows. */
final class SampleBackup {
    private static final BackupId BACKUP = new BackupId("20261122T150312Z-3f9a01bc");
    private static final Instant TIME = Instant.parse("2026-11-22T15:03:12Z");
    private static final Rows ROWS = Rows.ORDERS;

    private final Store folder;
    private final Optional<BackupKey> key;
    private final Envelope envelope;
    private final RowBuffer rows = new RowBuffer(16 << 20);

    private SampleBackup(Store folder, Optional<BackupKey> key, Envelope envelope) {
        this.folder = folder;
        this.key = key;
        this.envelope = envelope;
    }

    /** Writes a backup. */
    static SampleBackup write(Store repository, Sealing sealing, int chunks, int rowsInChunk) {
        Optional<BackupKey> key =
                sealing == Sealing.CMS ? Optional.of(BackupKey.generate(new SecureRandom())) : Optional.empty();
        Envelope envelope = key.<Envelope>map(secret -> new CmsEnvelope(secret, BACKUP))
                .orElseGet(() -> Sealing.NONE.envelope(BACKUP));
        SampleBackup backup = new SampleBackup(repository.folder(BackupFiles.backupFolder(BACKUP)), key, envelope);
        ROWS.packets(rowsInChunk).appendTo(backup.rows);
        backup.write(chunks);
        return backup;
    }

    /** The length of the row text of so many rows. */
    static long textLength(int rows) {
        RowBuffer buffer = new RowBuffer(16 << 20);
        ROWS.packets(rows).appendTo(buffer);
        return buffer.length();
    }

    BackupReader open() {
        return BackupReader.open(folder, BACKUP, SignatureRule.of(new TrustedSigners(List.of())));
    }

    Envelope envelope() {
        return envelope;
    }

    long textLength() {
        return rows.length();
    }

    private void write(int chunks) {
        try (BackupWriter writer = BackupWriter.begin(folder, BACKUP, envelope, key.map(SampleBackup::wrap));
                ChunkEncoder encoder = new ChunkEncoder(envelope);
                ShardWriter shard = writer.shard(header())) {
            RowSetDigest sum = RowSetDigest.EMPTY;
            for (int number = 0; number < chunks; number++) {
                ChunkRecord record = new ChunkRecord(0, number, rows.length(), rows.digest(), List.of(), List.of());
                shard.write(record, encoder.encode(identity(number), rows));
                sum = sum.plus(rows.digest());
            }
            TableTotals totals = new TableTotals(0, chunks, (long) chunks * rows.length(), sum);
            writer.commit(manifest(shard.finish(List.of(totals))), Optional.empty());
        }
    }

    private static byte[] wrap(BackupKey key) {
        try (Passphrase passphrase = Passphrase.of("measured".toCharArray(), "the benchmark")) {
            return KeysFile.wrap(key, List.of(new PassphraseRecipient(passphrase)));
        }
    }

    private static ChunkIdentity identity(int number) {
        return new ChunkIdentity(BACKUP, 0, "ds_0", "t_order_0", number, ROWS.columns());
    }

    private RootManifest manifest(ShardReference shard) {
        return new RootManifest(
                "00112233445566778899aabbccddeeff",
                BACKUP,
                TIME,
                TIME,
                "shardark benchmark",
                key.map(BackupKey::keyCheck),
                false,
                new CutRecord(CutLevel.PER_INSTANCE, TIME, 1, 0, List.of(), List.of()),
                Optional.empty(),
                List.of(shard));
    }

    private static CatalogHeader header() {
        List<ColumnRecord> columns = ROWS.columns().stream()
                .map(name -> new ColumnRecord(name, "varchar(100)", "utf8mb4", ColumnForm.BYTES))
                .toList();
        TableRecord table = new TableRecord(0, "t_order_0", "", "InnoDB", "CREATE TABLE", columns, List.of());
        return new CatalogHeader(
                BACKUP,
                0,
                "ds_0",
                new SchemaRecord("ds_0", "utf8mb4", "utf8mb4_bin"),
                new InstanceRecord("mysql-a", "MySQL", "9.7.0", "", "", "", 0, 0),
                List.of(table),
                List.of(),
                List.of(),
                LeftOut.NOTHING);
    }
}
