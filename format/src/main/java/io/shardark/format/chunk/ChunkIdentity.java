package io.shardark.format.chunk;

import io.shardark.format.value.BackupId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /** The zstd skippable frame that says all this (FORMAT.md section 4.1); equal identities have equal frames. */
    public byte[] frame() {
        byte[] content = IdentityText.of(this);
        return ByteBuffer.allocate(SkippableFrame.HEADER_LENGTH + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(SkippableFrame.MAGIC)
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** For messages, for example {@code chunk 17 of ds_0.t_order_0}. */
    @Override
    public String toString() {
        return IdentityText.printable("chunk " + number + " of " + schema + "." + table);
    }
}
