package io.shardark.format.backup;

import io.shardark.format.catalog.ChunkRecord;
import io.shardark.format.chunk.ChunkIdentity;
import io.shardark.format.chunk.ExpectedChunk;
import io.shardark.format.manifest.ChunkPlace;

/**
 * All that the manifest and the catalog promise of one chunk.
 *
 * @param ordinal its place among all chunks of the shard, from 0
 * @param place where its stored bytes lie
 * @param record what the catalog says
 * @param identity which chunk it has to say that it is
 */
public record ShardChunk(int ordinal, ChunkPlace place, ChunkRecord record, ChunkIdentity identity) {
    /** All of it that decoding compares. */
    public ExpectedChunk expected() {
        return new ExpectedChunk(identity, record.bytes(), record.digest(), place.sha256());
    }
}
