package io.shardark.format.manifest;

import io.shardark.format.value.BackupId;
import java.util.List;

/** The archive files and chunks of one shard, without names of tables or shards. */
public record ShardManifest(
        BackupId backup, int shard, List<ChunkPlace> chunks, List<FileRecord> archives, FileRecord catalog) {
    public ShardManifest {
        chunks = ChunkPlaces.copyOf(chunks);
        archives = List.copyOf(archives);
    }
}
