package io.shardark.engine.operation;

import io.shardark.format.manifest.CutRecord;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.time.Duration;
import java.util.List;

/**
 * What a backup did.
 *
 * @param manifest SHA-256 of the root manifest; keep it elsewhere to prove later which backup it was
 * @param rowBytes length of the row text
 * @param storedBytes length of all files
 * @param longestStallMillis the longest time that locks of the cut could have made a writer wait, over all attempts
 * @param notSaved what exists at the sources and is not in the backup, one sentence each
 */
public record BackupReport(
        BackupId backup,
        Sha256 manifest,
        CutRecord cut,
        List<ShardResult> shards,
        long tables,
        long rows,
        long chunks,
        long rowBytes,
        long storedBytes,
        long longestStallMillis,
        Duration duration,
        List<String> notSaved) {
    public BackupReport {
        shards = List.copyOf(shards);
        notSaved = List.copyOf(notSaved);
    }

    /** What was saved of one shard; the digest is over the rows of all its tables. */
    public record ShardResult(String shard, int tables, RowSetDigest digest, long rowBytes, long storedBytes) {}
}
