package io.shardark.format.backup;

import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.PreviousBackup;
import io.shardark.format.manifest.RootManifestReader;
import io.shardark.format.store.Store;
import io.shardark.format.value.Sha256;

/**
 * Checks that the backup before this one is still there and still the same, so that a removed or replaced one shows.
 */
final class ChainCheck {
    private final Store repository;
    private final CheckProgress progress;

    ChainCheck(Store repository, CheckProgress progress) {
        this.repository = repository;
        this.progress = progress;
    }

    void run(PreviousBackup previous) {
        Store folder = repository.folder(BackupFiles.backupFolder(previous.backup()));
        if (!folder.exists(BackupFiles.MANIFEST)) {
            found("the previous backup " + previous.backup() + " is gone from " + repository.location());
            return;
        }
        try {
            byte[] manifest = StoredFiles.read(folder, BackupFiles.MANIFEST, RootManifestReader.LONGEST);
            if (!Sha256.of(manifest).equals(previous.manifest())) {
                found("the previous backup " + previous.backup()
                        + " is not the one that this backup followed: its manifest has SHA-256 " + Sha256.of(manifest)
                        + ", expected " + previous.manifest());
            }
        } catch (DamagedException damage) {
            found("the previous backup is damaged: " + damage.getMessage());
        }
    }

    private void found(String what) {
        progress.found(FindingKind.CHAIN, BackupFiles.MANIFEST, what);
    }
}
