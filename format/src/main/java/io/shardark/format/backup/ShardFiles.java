package io.shardark.format.backup;

import io.shardark.format.archive.ArchiveFolder;
import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.manifest.ShardManifest;
import io.shardark.format.manifest.ShardManifestReader;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.store.Store;
import io.shardark.format.value.BackupId;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a shard, as its proved manifest names them.
 *
 * @param backupFolder the folder of the backup
 * @param reference the shard's entry in the root manifest
 * @param manifest the shard's manifest
 */
record ShardFiles(Store backupFolder, ShardReference reference, ShardManifest manifest) {
    /** Reads the shard's manifest and proves that it is the one that the root manifest names and fits to it. */
    static ShardFiles open(Store backupFolder, BackupId backup, ShardReference reference, String catalogSuffix) {
        FileRecord file = reference.manifest();
        byte[] bytes = StoredFiles.read(backupFolder, file, ShardManifestReader.LONGEST);
        String place = StoredFiles.place(backupFolder, file.name());
        ShardManifest manifest = ShardManifestReader.read(bytes, place);
        requireSameShard(manifest, backup, reference, place);
        requireCatalog(manifest, catalogSuffix, place);
        requireStoredBytes(manifest, reference, place);
        return new ShardFiles(backupFolder, reference, manifest);
    }

    /** The folder of the shard, which the names in its manifest are relative to. */
    Store folder() {
        return backupFolder.folder(BackupFiles.shardFolder(reference.shard()));
    }

    /** The archive files of the shard. */
    ArchiveFolder archives() {
        String suffix =
                manifest.catalog().name().substring(BackupFiles.catalog("").length());
        return new ArchiveFolder(folder(), manifest.backup(), suffix);
    }

    /** All files of the shard, named relative to the backup's folder. */
    List<FileRecord> all() {
        List<FileRecord> files = new ArrayList<>();
        files.add(reference.manifest());
        files.add(inBackup(manifest.catalog()));
        manifest.archives().forEach(archive -> files.add(inBackup(archive)));
        return files;
    }

    /** The name relative to the backup's folder of a file that the shard's manifest names. */
    String nameInBackup(FileRecord file) {
        return BackupFiles.shardFolder(reference.shard()) + "/" + file.name();
    }

    private FileRecord inBackup(FileRecord file) {
        return new FileRecord(nameInBackup(file), file.length(), file.sha256());
    }

    private static void requireSameShard(
            ShardManifest manifest, BackupId backup, ShardReference reference, String place) {
        if (!manifest.backup().equals(backup) || manifest.shard() != reference.shard()) {
            throw new DamagedException(place + " belongs to shard " + manifest.shard() + " of backup "
                    + manifest.backup() + ", expected shard " + reference.shard() + " of " + backup);
        }
    }

    private static void requireCatalog(ShardManifest manifest, String suffix, String place) {
        String expected = BackupFiles.catalog(suffix);
        if (!manifest.catalog().name().equals(expected)) {
            throw new DamagedException(
                    place + " names the catalog " + manifest.catalog().name() + ", expected " + expected);
        }
    }

    private static void requireStoredBytes(ShardManifest manifest, ShardReference reference, String place) {
        long sum = storedBytes(reference.manifest(), manifest);
        if (sum != reference.storedBytes()) {
            throw new DamagedException(place + ": the files of the shard have " + sum
                    + " bytes, the root manifest says " + reference.storedBytes());
        }
    }

    /** The length of all files of a shard together; negative when it has more than 63 bits. */
    static long storedBytes(FileRecord manifestFile, ShardManifest manifest) {
        try {
            long sum = Math.addExact(manifestFile.length(), manifest.catalog().length());
            for (FileRecord archive : manifest.archives()) {
                sum = Math.addExact(sum, archive.length());
            }
            return sum;
        } catch (ArithmeticException overflow) {
            return -1;
        }
    }
}
