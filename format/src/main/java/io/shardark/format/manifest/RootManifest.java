package io.shardark.format.manifest;

import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The manifest whose presence means that a backup exists and is whole.
 *
 * @param repository id of the repository
 * @param created when the backup began
 * @param finished when the manifest was written
 * @param program name and version of the program that wrote it
 * @param keyCheck SHA-256 that recognises the backup key; absent when the backup is not encrypted
 * @param partial whether anything was left out on demand
 * @param cut the point it shows
 * @param previous the backup before it; absent for the first of a repository
 * @param shards all shards in the order of their numbers
 */
public record RootManifest(
        String repository,
        BackupId backup,
        Instant created,
        Instant finished,
        String program,
        Optional<Sha256> keyCheck,
        boolean partial,
        CutRecord cut,
        Optional<PreviousBackup> previous,
        List<ShardReference> shards) {
    public RootManifest {
        shards = List.copyOf(shards);
    }

    /** Whether chunks and catalogs are encrypted. */
    public boolean encrypted() {
        return keyCheck.isPresent();
    }
}
