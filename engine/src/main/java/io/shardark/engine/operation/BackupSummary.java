package io.shardark.engine.operation;

import io.shardark.format.manifest.CutLevel;
import io.shardark.format.value.BackupId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the list of backups.
 *
 * @param partial whether anything was left out on demand
 * @param storedBytes length of all files
 * @param contents what only the catalogs know; absent when the backup is encrypted and no key was given
 * @param signer name and fingerprint of a trusted signer; empty when it is not signed by one
 * @param problem why the backup could not be read; empty when it could
 */
public record BackupSummary(
        BackupId backup,
        Instant created,
        Duration duration,
        int shards,
        boolean encrypted,
        boolean partial,
        CutLevel cut,
        long storedBytes,
        Optional<Contents> contents,
        String signer,
        String problem) {
    /** Tables, rows, length of row text, and what was left out. */
    public record Contents(long tables, long rows, long rowBytes, BackupPart part) {}
}
