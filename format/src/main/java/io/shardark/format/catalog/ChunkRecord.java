package io.shardark.format.catalog;

import io.shardark.format.row.RowSetDigest;
import java.util.List;

/**
 * A chunk as the catalog knows it; the n-th record belongs to the n-th chunk of the shard's manifest.
 *
 * @param table number of its table
 * @param number number of the chunk within its table, from 0; chunks may be recorded in any order
 * @param bytes length of its row text
 * @param digest count and digest of its rows
 * @param after the key before the first row, exclusive, as SQL literals; empty when open-ended or without a key
 * @param upTo the key of the last row, inclusive, as SQL literals; empty when open-ended or without a key
 */
public record ChunkRecord(
        int table, int number, long bytes, RowSetDigest digest, List<String> after, List<String> upTo) {
    public ChunkRecord {
        after = List.copyOf(after);
        upTo = List.copyOf(upTo);
    }
}
