package io.shardark.format.backup;

import io.shardark.format.archive.ArchiveWriter;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.SigningKey;
import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.Checksums;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.manifest.RootManifest;
import io.shardark.format.manifest.RootManifestJson;
import io.shardark.format.manifest.RootManifestReader;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.store.Store;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes one backup: its shards in any order and at the same time, then the root manifest, whose presence makes it a
 * backup. Closing before {@link #commit} removes every file that was created. Safe for use by several threads.
 */
public final class BackupWriter implements AutoCloseable {
    private final CreatedFiles folder;
    private final BackupId backup;
    private final Envelope envelope;
    private final List<FileRecord> files = new ArrayList<>();
    private final Set<Integer> begun = new HashSet<>();
    private final Map<Integer, ShardReference> shards = new TreeMap<>();
    private boolean committed;

    private BackupWriter(CreatedFiles folder, BackupId backup, Envelope envelope) {
        this.folder = folder;
        this.backup = backup;
        this.envelope = envelope;
    }

    /**
     * Begins a backup and stores the wrapped key.
     *
     * @param backupFolder the backup's folder, where nothing may be yet
     * @param keysFile the bytes of {@code keys.p7m}; present exactly when the envelope encrypts
     * @throws io.shardark.format.error.RefusedException when the files are there already
     */
    public static BackupWriter begin(
            Store backupFolder, BackupId backup, Envelope envelope, Optional<byte[]> keysFile) {
        if (keysFile.isPresent() == envelope.suffix().isEmpty()) {
            throw new IllegalArgumentException("keys.p7m belongs to encrypted backups and to no others");
        }
        BackupWriter writer = new BackupWriter(new CreatedFiles(backupFolder), backup, envelope);
        keysFile.ifPresent(writer::storeKeys);
        return writer;
    }

    private void storeKeys(byte[] keysFile) {
        try {
            files.add(UploadStream.store(folder, BackupFiles.KEYS, keysFile));
        } catch (RuntimeException failure) {
            removeAfter(failure);
            throw failure;
        }
    }

    private void removeAfter(RuntimeException failure) {
        try {
            folder.deleteAll();
        } catch (RuntimeException left) {
            failure.addSuppressed(left);
        }
    }

    /** Begins a shard. The caller finishes or closes it before this writer. */
    public ShardWriter shard(CatalogHeader header) {
        return shard(header, ArchiveWriter.DEFAULT_LIMIT);
    }

    synchronized ShardWriter shard(CatalogHeader header, long archiveLimit) {
        if (!header.backup().equals(backup) || !begun.add(header.shard())) {
            throw new IllegalArgumentException(
                    "shard " + header.shard() + " of " + header.backup() + " is not a new one of " + backup);
        }
        return new ShardWriter(folder, header, envelope, archiveLimit, this::finished);
    }

    /**
     * Makes it a backup: compares the length of every stored file, writes {@code SHA256SUMS} and the signature, and at
     * last, exclusively, the manifest, which is read back.
     *
     * @param manifest with the references of all shards, each of them finished
     * @return the digest of the manifest's bytes
     * @throws DamagedException when a file is not stored as it was written
     */
    public synchronized Sha256 commit(RootManifest manifest, Optional<SigningKey> signingKey) {
        requireComplete(manifest);
        byte[] bytes = RootManifestJson.write(manifest);
        requireReadable(manifest, bytes);
        files.forEach(file -> StoredFiles.requireLength(folder, file));
        storeAndReadBack(BackupFiles.CHECKSUMS, Checksums.write(files));
        signingKey.ifPresent(key -> storeAndReadBack(BackupFiles.SIGNATURE, key.sign(bytes)));
        storeAndReadBack(BackupFiles.MANIFEST, bytes);
        committed = true;
        return Sha256.of(bytes);
    }

    /** Removes what was created, unless it was committed. A failure to do so leaves files that are no backup. */
    @Override
    public synchronized void close() {
        if (!committed) {
            folder.deleteAll();
        }
    }

    private synchronized void finished(ShardFiles shard) {
        files.addAll(shard.all());
        shards.put(shard.reference().shard(), shard.reference());
    }

    private void requireComplete(RootManifest manifest) {
        boolean complete = manifest.backup().equals(backup)
                && manifest.encrypted() != envelope.suffix().isEmpty()
                && manifest.shards().equals(List.copyOf(shards.values()))
                && begun.equals(shards.keySet());
        if (!complete) {
            throw new IllegalStateException("the manifest does not tell of the shards that were written, " + shards);
        }
    }

    /** What a reader would refuse must not become a backup. */
    private void requireReadable(RootManifest manifest, byte[] bytes) {
        RootManifest read = RootManifestReader.read(bytes, "the new " + BackupFiles.MANIFEST);
        if (!read.equals(manifest) || bytes.length > RootManifestReader.LONGEST) {
            throw new IllegalStateException("the manifest cannot be written so that it reads the same");
        }
    }

    private void storeAndReadBack(String name, byte[] bytes) {
        UploadStream.store(folder, name, bytes);
        if (!Arrays.equals(StoredFiles.read(folder, name, bytes.length), bytes)) {
            throw new DamagedException(
                    StoredFiles.place(folder, name) + " read back is not what was written",
                    "Check the storage and the memory of this machine before you try again.");
        }
    }
}
