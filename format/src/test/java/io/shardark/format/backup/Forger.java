package io.shardark.format.backup;

import io.shardark.format.archive.ArchiveWriter;
import io.shardark.format.chunk.StoredChunk;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.Checksums;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.manifest.RootManifest;
import io.shardark.format.manifest.RootManifestJson;
import io.shardark.format.manifest.ShardManifest;
import io.shardark.format.manifest.ShardManifestJson;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.store.Store;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alters chunks and catalogs as somebody would who can write to the storage and knows the format, but has no key. */
final class Forger {
    private final Store folder;
    private final BackupReader reader;
    private final List<ShardManifest> manifests = new ArrayList<>();

    Forger(Store repository, BackupId backup) {
        folder = repository.folder(BackupFiles.backupFolder(backup));
        reader = BackupReader.open(folder, backup, new SignatureRule.NotChecked());
        for (int shard = 0; shard < reader.manifest().shards().size(); shard++) {
            manifests.add(reader.shardFiles(shard).manifest());
        }
    }

    /** The stored chunks of a shard in their order. */
    List<StoredChunk> chunks(int shard) {
        List<StoredChunk> chunks = new ArrayList<>();
        ShardFiles files = reader.shardFiles(shard);
        for (ChunkPlace place : files.manifest().chunks()) {
            chunks.add(new StoredChunk(files.archives().read(place), place.sha256()));
        }
        return chunks;
    }

    /** Writes the archive files of a shard anew. */
    void writeChunks(int shard, List<StoredChunk> chunks) {
        ShardManifest manifest = manifests.get(shard);
        Store shardFolder = folder.folder(BackupFiles.shardFolder(shard));
        manifest.archives().forEach(archive -> shardFolder.delete(archive.name()));
        String suffix = reader.manifest().encrypted() ? ".p7m" : "";
        try (ArchiveWriter writer = new ArchiveWriter(shardFolder, manifest.backup(), suffix, 1 << 20)) {
            List<ChunkPlace> places = chunks.stream().map(writer::append).toList();
            manifests.set(
                    shard, new ShardManifest(manifest.backup(), shard, places, writer.finish(), manifest.catalog()));
        }
    }

    /** Replaces the catalog of a shard. */
    void writeCatalog(int shard, byte[] catalog) {
        ShardManifest manifest = manifests.get(shard);
        FileRecord file = new FileRecord(manifest.catalog().name(), catalog.length, Sha256.of(catalog));
        replace(BackupFiles.shardFolder(shard) + "/" + file.name(), catalog);
        manifests.set(shard, new ShardManifest(manifest.backup(), shard, manifest.chunks(), manifest.archives(), file));
    }

    /** Makes all manifests and checksums fit to what the shards are now. The signature cannot be forged. */
    void repairManifests() {
        List<ShardReference> references = new ArrayList<>();
        List<FileRecord> files = new ArrayList<>();
        reader.keysFile().ifPresent(keys -> files.add(new FileRecord(BackupFiles.KEYS, keys.length, Sha256.of(keys))));
        for (ShardManifest manifest : manifests) {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            ShardManifestJson.write(manifest, json);
            String name = BackupFiles.shardManifest(manifest.shard());
            replace(name, json.toByteArray());
            FileRecord file = new FileRecord(name, json.size(), Sha256.of(json.toByteArray()));
            ShardReference reference =
                    new ShardReference(manifest.shard(), file, ShardFiles.storedBytes(file, manifest));
            references.add(reference);
            files.addAll(new ShardFiles(folder, reference, manifest).all());
        }
        replace(BackupFiles.CHECKSUMS, Checksums.write(files));
        replace(BackupFiles.MANIFEST, RootManifestJson.write(with(reader.manifest(), references)));
    }

    private void replace(String name, byte[] bytes) {
        folder.delete(name);
        UploadStream.store(folder, name, bytes);
    }

    private static RootManifest with(RootManifest manifest, List<ShardReference> shards) {
        return new RootManifest(
                manifest.repository(),
                manifest.backup(),
                manifest.created(),
                manifest.finished(),
                manifest.program(),
                manifest.keyCheck(),
                manifest.partial(),
                manifest.cut(),
                Optional.empty(),
                shards);
    }
}
