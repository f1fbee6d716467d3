package io.shardark.format.backup;

import io.shardark.format.archive.ArchiveFolder;
import io.shardark.format.chunk.ChunkDecoder;
import io.shardark.format.chunk.ExpectedChunk;
import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.value.Sha256;
import java.util.Optional;

/**
 * The check of the stored bytes of one chunk.
 *
 * @param folder where it lies
 * @param ordinal its place among the chunks of the shard
 * @param place where its bytes lie
 * @param expected what the catalog promises; empty when it is not to be decoded
 */
record ChunkCheck(
        ArchiveFolder folder, int ordinal, ChunkPlace place, Optional<ExpectedChunk> expected, CheckProgress progress) {
    /**
     * Checks and counts the chunk.
     *
     * @param stored begins with its bytes
     * @param decoder present when chunks are to be decoded
     */
    void prove(byte[] stored, Optional<ChunkDecoder> decoder) {
        int length = Math.toIntExact(place.length());
        if (isDecodedBy(decoder)) {
            ExpectedChunk chunk = expected.orElseThrow();
            decoder.orElseThrow().decode(chunk, stored, length, folder.describe(place));
            progress.provedRows(chunk.rows().rows());
        } else {
            requireDigest(Sha256.of(stored, 0, length));
        }
        count();
    }

    boolean isDecodedBy(Optional<ChunkDecoder> decoder) {
        return decoder.isPresent() && expected.isPresent();
    }

    /** Counts the chunk as proved. */
    void count() {
        progress.readChunk(place.length());
    }

    /** Reads the chunk from its place and checks and counts it. */
    void proveAlone(Optional<ChunkDecoder> decoder) {
        prove(folder.read(place), decoder);
    }

    private void requireDigest(Sha256 found) {
        if (!found.equals(place.sha256())) {
            throw new DamagedException(folder.describe(place) + ": the chunk with ordinal " + ordinal + " has SHA-256 "
                    + found + ", expected " + place.sha256());
        }
    }
}
