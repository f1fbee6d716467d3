package io.shardark.format.chunk;

import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.Sha256;

/**
 * All that a manifest and a catalog promise of one chunk.
 *
 * @param identity which chunk it is; its columns are those of the row text
 * @param bytes length of the row text
 * @param rows count and digest of the rows
 * @param sha256 of the stored bytes
 */
public record ExpectedChunk(ChunkIdentity identity, long bytes, RowSetDigest rows, Sha256 sha256) {
    /** The row text of a chunk is not longer than this many bytes, unless the chunk is a single row. */
    public static final int LONGEST_TEXT = 64 << 20;

    private static final int LONGEST_ROW = Integer.MAX_VALUE - 8;

    /** Whether a chunk may have so many rows in so many bytes of text. */
    static boolean allowed(long rows, long bytes) {
        return rows >= 1 && bytes >= rows && bytes <= (rows == 1 ? LONGEST_ROW : LONGEST_TEXT);
    }
}
