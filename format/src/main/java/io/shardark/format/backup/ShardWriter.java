package io.shardark.format.backup;

import io.shardark.format.archive.ArchiveWriter;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.CatalogWriter;
import io.shardark.format.catalog.ChunkRecord;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.chunk.StoredChunk;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.ChunkPlaces;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.manifest.ShardManifest;
import io.shardark.format.manifest.ShardManifestJson;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.store.Store;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the files of one shard. Chunks come from several workers and are stored in the order in which they come;
 * nothing of them is kept but some 100 bytes for each. Safe for use by several threads. Closing before
 * {@link #finish(List)} gives the shard up; what was stored is removed when the {@link BackupWriter} is closed.
 */
public final class ShardWriter implements AutoCloseable {
    private final Store backupFolder;
    private final Store folder;
    private final CatalogHeader header;
    private final Envelope envelope;
    private final Consumer<ShardFiles> finished;
    private final ArchiveWriter archive;
    private final CatalogWriter catalog;
    private final ChunkPlaces places = new ChunkPlaces();
    private boolean ended;

    ShardWriter(
            Store backupFolder,
            CatalogHeader header,
            Envelope envelope,
            long archiveLimit,
            Consumer<ShardFiles> finished) {
        this.backupFolder = backupFolder;
        this.folder = backupFolder.folder(BackupFiles.shardFolder(header.shard()));
        this.header = header;
        this.envelope = envelope;
        this.finished = finished;
        this.archive = new ArchiveWriter(folder, header.backup(), envelope.suffix(), archiveLimit);
        this.catalog = new CatalogWriter(header);
    }

    /** Stores a chunk. After a failure the writer is of no use. */
    public synchronized void write(ChunkRecord chunk, StoredChunk stored) {
        begin();
        places.append(archive.append(stored));
        catalog.add(chunk);
        ended = false;
    }

    /**
     * Completes the shard's files, makes them durable, reads manifest and catalog back and compares them.
     *
     * @param expected what the chunks of each table have to add up to, by the caller's own count
     * @throws DamagedException when the stored chunks add up to anything else, or what was read back differs
     */
    public synchronized ShardReference finish(List<TableTotals> expected) {
        begin();
        requireTotals(expected);
        List<FileRecord> archives = archive.finish();
        ShardManifest manifest = new ShardManifest(header.backup(), header.shard(), places, archives, storeCatalog());
        FileRecord file = storeManifest(manifest);
        ShardReference reference = new ShardReference(header.shard(), file, ShardFiles.storedBytes(file, manifest));
        proveStored(reference, manifest, expected);
        finished.accept(new ShardFiles(backupFolder, reference, manifest));
        return reference;
    }

    @Override
    public synchronized void close() {
        ended = true;
        catalog.close();
        archive.close();
    }

    private void begin() {
        if (ended) {
            throw new IllegalStateException("shard " + header.shard() + " was finished, closed, or has failed");
        }
        ended = true;
    }

    private void requireTotals(List<TableTotals> expected) {
        List<TableTotals> stored = catalog.totals();
        if (!stored.equals(expected)) {
            throw new DamagedException("shard " + header.shardName() + ": the stored chunks add up to " + stored
                    + ", expected " + expected);
        }
    }

    private FileRecord storeCatalog() {
        byte[] plain = catalog.finish();
        byte[] sealed = envelope.seal(plain, 0, plain.length);
        return UploadStream.store(folder, BackupFiles.catalog(envelope.suffix()), sealed);
    }

    private FileRecord storeManifest(ShardManifest manifest) {
        String name = BackupFiles.shardManifest(header.shard());
        try (UploadStream stream = new UploadStream(backupFolder, name)) {
            ShardManifestJson.write(manifest, stream);
            return stream.commit();
        }
    }

    private void proveStored(ShardReference reference, ShardManifest manifest, List<TableTotals> totals) {
        ShardFiles files = ShardFiles.open(backupFolder, header.backup(), reference, envelope.suffix());
        ShardReader reader = ShardReader.open(files, envelope);
        boolean same = reader.manifest().equals(manifest)
                && reader.header().equals(header)
                && reader.totals().equals(totals);
        if (!same) {
            throw new DamagedException(
                    "shard " + header.shardName() + ": its manifest or catalog read back from "
                            + backupFolder.location() + " is not what was written",
                    "Check the memory of this machine before you try again.");
        }
    }
}
