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
public record ExpectedChunk(ChunkIdentity identity, long bytes, RowSetDigest rows, Sha256 sha256) {}
