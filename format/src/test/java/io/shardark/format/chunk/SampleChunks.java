package io.shardark.format.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shardark.format.row.RowBuffer;
import io.shardark.format.value.BackupId;
import java.util.List;

/** Chunks for tests. */
public final class SampleChunks {
    /** The backup that they belong to. */
    public static final BackupId BACKUP = new BackupId("20261122T150312Z-3f9a01bc");

    private SampleChunks() {}

    /** Identity of a chunk of a table with five columns. */
    public static ChunkIdentity identity(int number) {
        return new ChunkIdentity(
                BACKUP, 0, "ds_0", "t_order_0", number, List.of("id", "created", "name", "note", "price"));
    }

    /** Rows such as shops have, the same ones for the same arguments. */
    public static RowBuffer rows(int first, int count) {
        RowBuffer rows = new RowBuffer(16 << 20);
        append(rows, first, count);
        return rows;
    }

    /** Appends rows to a buffer. */
    public static void append(RowBuffer rows, int first, int count) {
        byte[][] names = {"\u5f35\u4e09".getBytes(UTF_8), "O'Neill".getBytes(UTF_8), "tab\tand\nline".getBytes(UTF_8)};
        for (int i = first; i < first + count; i++) {
            rows.append(Integer.toString(1_000_000 + i).getBytes(UTF_8));
            rows.append(String.format("2024-05-%02d %02d:%02d:00", 1 + i % 30, i % 24, i * 7 % 60)
                    .getBytes(UTF_8));
            rows.append(names[i % names.length]);
            if (i % 5 == 0) {
                rows.appendNull();
            } else {
                rows.append(("some note " + Integer.toHexString(i * 0x9E3779B9)).getBytes(UTF_8));
            }
            rows.append((i % 1_000 + "." + i % 10).getBytes(UTF_8));
            rows.endRow();
        }
    }

    /** What manifest and catalog say of a chunk. */
    public static ExpectedChunk expected(ChunkIdentity identity, RowBuffer rows, StoredChunk stored) {
        return new ExpectedChunk(identity, rows.length(), rows.digest(), stored.sha256());
    }
}
