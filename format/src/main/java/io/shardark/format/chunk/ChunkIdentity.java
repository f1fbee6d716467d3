package io.shardark.format.chunk;

import io.shardark.format.value.BackupId;
import java.util.List;

/**
 * Which chunk it is, stored inside the chunk itself so that a swapped or foreign one is recognised.
 *
 * @param backup the backup it belongs to
 * @param shard number of the shard within the backup
 * @param schema name of the schema it was read from
 * @param table name of the physical table
 * @param number number of the chunk within its table
 * @param columns the stored columns in the order of the row text
 */
public record ChunkIdentity(BackupId backup, int shard, String schema, String table, int number, List<String> columns) {
    public ChunkIdentity {
        columns = List.copyOf(columns);
    }
}
