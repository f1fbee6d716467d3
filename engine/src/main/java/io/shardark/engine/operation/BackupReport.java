package io.shardark.engine.operation;

import io.shardark.engine.pace.PaceReport;
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
 * @param pace how long workers were made to wait
 * @param notSaved what exists at the sources and cannot be saved, one sentence each
 * @param part what was left out on demand
 * @param needs what is in the backup and needs what was left out, one sentence each
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
        PaceReport pace,
        List<String> notSaved,
        BackupPart part,
        List<String> needs) {
    public BackupReport {
        shards = List.copyOf(shards);
        notSaved = List.copyOf(notSaved);
        needs = List.copyOf(needs);
    }

    /** What was saved of one shard; the digest is over the rows of all its tables. */
    public record ShardResult(String shard, int tables, RowSetDigest digest, long rowBytes, long storedBytes) {}
}
