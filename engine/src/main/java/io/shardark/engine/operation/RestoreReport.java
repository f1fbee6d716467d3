package io.shardark.engine.operation;

import io.shardark.engine.pace.PaceReport;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.BackupId;
import java.time.Duration;
import java.util.List;

/**
 * What a restore did. A restore that returns has proved that every restored table equals the backup.
 *
 * @param chunksLoaded chunks loaded by this run
 * @param chunksFound chunks that an earlier, interrupted run had loaded
 * @param pace how long workers were made to wait
 * @param leftOutOfBackup what the backup does not have, and so was not restored
 * @param leftOutOfRestore what the backup has and was not restored on demand
 * @param notes what a person should know, one sentence each, for example objects the backup did not hold
 */
public record RestoreReport(
        BackupId backup,
        List<ShardResult> shards,
        long tables,
        long rows,
        long rowBytes,
        long chunksLoaded,
        long chunksFound,
        Duration duration,
        PaceReport pace,
        BackupPart leftOutOfBackup,
        BackupPart leftOutOfRestore,
        List<String> notes) {
    public RestoreReport {
        shards = List.copyOf(shards);
        notes = List.copyOf(notes);
    }

    /** A restored shard with the digest of its rows in the backup and on the target. */
    public record ShardResult(String shard, int tables, RowSetDigest source, RowSetDigest target) {}
}
