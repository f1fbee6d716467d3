package io.shardark.format.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shardark.format.archive.ArchiveWriter;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.ChunkRecord;
import io.shardark.format.catalog.ColumnForm;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.InstanceRecord;
import io.shardark.format.catalog.LeftOut;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.chunk.ChunkEncoder;
import io.shardark.format.chunk.ChunkIdentity;
import io.shardark.format.crypto.BackupKey;
import io.shardark.format.crypto.CmsEnvelope;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.KeysFile;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.crypto.SigningKey;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.CutRecord;
import io.shardark.format.manifest.InstanceEvidence;
import io.shardark.format.manifest.PreviousBackup;
import io.shardark.format.manifest.Replication;
import io.shardark.format.manifest.RootManifest;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.store.Store;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes whole backups of a few KiB: two shards with the tables {@code t_order_0} (two chunks of two rows) and
 * {@code t_empty}; shard 0 has two archive files.
 *
 * @param envelope what chunks and catalogs are sealed with
 * @param key present when encrypted
 * @param signingKey present when signed
 */
public record SmallBackup(Envelope envelope, Optional<BackupKey> key, Optional<SigningKey> signingKey, BackupId id) {
    /** The id of the repository. */
    public static final String REPOSITORY = "00112233445566778899aabbccddeeff";

    /** The first of two backups. */
    public static final BackupId FIRST = new BackupId("20261122T150312Z-3f9a01bc");

    /** The second of two backups. */
    public static final BackupId SECOND = new BackupId("20261123T150312Z-00000001");

    private static final Instant START = Instant.parse("2026-11-22T15:03:12Z");
    private static final List<String> COLUMNS = List.of("id", "note");

    /** A backup in envelopes and with a signature. */
    public static SmallBackup encrypted(BackupId id) {
        BackupKey key = BackupKey.generate(new SecureRandom());
        return new SmallBackup(new CmsEnvelope(key, id), Optional.of(key), Optional.of(SampleKeys.signingKey()), id);
    }

    /** A backup that anybody can read and alter. */
    public static SmallBackup plain(BackupId id) {
        return new SmallBackup(NoEnvelope.INSTANCE, Optional.empty(), Optional.empty(), id);
    }

    /** The same without a signature. */
    public SmallBackup unsigned() {
        return new SmallBackup(envelope, key, Optional.empty(), id);
    }

    /** The folder of this backup in a repository. */
    public Store folder(Store repository) {
        return repository.folder(BackupFiles.backupFolder(id));
    }

    /** Writes the backup and returns the digest of its manifest. */
    public Sha256 write(Store repository, Optional<PreviousBackup> previous) {
        Optional<byte[]> keys = key.map(secret -> KeysFile.wrap(secret, List.of(SampleKeys.recipient())));
        try (BackupWriter writer = BackupWriter.begin(folder(repository), id, envelope, keys)) {
            List<ShardReference> shards = List.of(writeShard(writer, 0, 1), writeShard(writer, 1, 1 << 20));
            return writer.commit(manifest(previous, shards), signingKey);
        }
    }

    /** Writes the backup with one shard, all of whose chunks are in one archive file. */
    void writeOneArchive(Store repository, int chunks) {
        Optional<byte[]> keys = key.map(secret -> KeysFile.wrap(secret, List.of(SampleKeys.recipient())));
        try (BackupWriter writer = BackupWriter.begin(folder(repository), id, envelope, keys)) {
            ShardReference shard = writeShard(writer, 0, ArchiveWriter.DEFAULT_LIMIT, chunks);
            writer.commit(manifest(Optional.empty(), List.of(shard)), signingKey);
        }
    }

    /** Writes a shard whose archive files hold what fits into the given length. */
    ShardReference writeShard(BackupWriter writer, int shard, long archiveLimit) {
        return writeShard(writer, shard, archiveLimit, 2);
    }

    private ShardReference writeShard(BackupWriter writer, int shard, long archiveLimit, int count) {
        try (ChunkEncoder encoder = new ChunkEncoder(envelope);
                ShardWriter shardWriter = writer.shard(header(shard), archiveLimit)) {
            List<ChunkRecord> chunks = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                RowBuffer rows = rows(shard, number);
                ChunkRecord chunk = chunk(number, rows);
                shardWriter.write(chunk, encoder.encode(identity(shard, number), rows));
                chunks.add(chunk);
            }
            return shardWriter.finish(totals(chunks));
        }
    }

    /** What the sample manifest says of these shards. */
    public RootManifest manifest(Optional<PreviousBackup> previous, List<ShardReference> shards) {
        CutRecord cut = new CutRecord(
                CutLevel.INSTANT,
                START.plusMillis(1500),
                2,
                31,
                List.of(new InstanceEvidence(0, "FLUSH TABLES WITH READ LOCK", 12, 30, -1, true, Replication.NONE)),
                List.of("Open transactions were not waited for."));
        return new RootManifest(
                REPOSITORY,
                id,
                START,
                START.plusSeconds(3),
                "shardark test",
                key.map(BackupKey::keyCheck),
                false,
                cut,
                previous,
                shards);
    }

    /** The catalog of a shard before its chunks. */
    public CatalogHeader header(int shard) {
        List<ColumnRecord> columns = List.of(
                new ColumnRecord("id", "bigint", "", ColumnForm.BYTES),
                new ColumnRecord("note", "varchar(20)", "utf8mb4", ColumnForm.BYTES));
        return new CatalogHeader(
                id,
                shard,
                "ds_" + shard,
                new SchemaRecord("ds_" + shard, "utf8mb4", "utf8mb4_0900_ai_ci"),
                new InstanceRecord("mysql-a", "MySQL", "9.7.0", "3e11fa47", "", "binlog.000007", 157, 0),
                List.of(
                        new TableRecord(
                                0,
                                "t_order_0",
                                "t_order",
                                "InnoDB",
                                "CREATE TABLE t_order_0 ...",
                                columns,
                                List.of("id")),
                        new TableRecord(1, "t_empty", "", "InnoDB", "CREATE TABLE t_empty ...", columns, List.of())),
                List.of(new SchemaObject(
                        ObjectKind.VIEW, "v", "", "CREATE VIEW v AS SELECT 1", "", "utf8mb4", "utf8mb4_bin", "")),
                List.of("Users and their privileges."),
                LeftOut.NOTHING);
    }

    /** The rows of a chunk. */
    public static RowBuffer rows(int shard, int number) {
        RowBuffer rows = new RowBuffer(1024);
        for (int row = 0; row < 2; row++) {
            rows.append(Integer.toString(shard * 100 + number * 10 + row).getBytes(UTF_8));
            if (row == 0) {
                rows.append("\u5f35\t\u4e09".getBytes(UTF_8));
            } else {
                rows.appendNull();
            }
            rows.endRow();
        }
        return rows;
    }

    /** Which chunk it is. */
    public ChunkIdentity identity(int shard, int number) {
        return new ChunkIdentity(id, shard, "ds_" + shard, "t_order_0", number, COLUMNS);
    }

    private static ChunkRecord chunk(int number, RowBuffer rows) {
        List<String> after = number == 0 ? List.of() : List.of("9");
        List<String> upTo = number == 0 ? List.of("9") : List.of();
        return new ChunkRecord(0, number, rows.length(), rows.digest(), after, upTo);
    }

    private static List<TableTotals> totals(List<ChunkRecord> chunks) {
        long bytes = chunks.stream().mapToLong(ChunkRecord::bytes).sum();
        RowSetDigest digest = chunks.stream().map(ChunkRecord::digest).reduce(RowSetDigest.EMPTY, RowSetDigest::plus);
        return List.of(new TableTotals(0, chunks.size(), bytes, digest), new TableTotals(1, 0, 0, RowSetDigest.EMPTY));
    }
}
