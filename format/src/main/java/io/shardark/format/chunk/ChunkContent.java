package io.shardark.format.chunk;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.TooNewException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads a chunk that is out of its envelope: its identity frame and its data frame. */
final class ChunkContent implements AutoCloseable {
    private final FrameDecompressor decompressor = new FrameDecompressor();

    /**
     * Checks the identity, then decompresses the row text into the sink.
     *
     * @param rowBytes length of the row text
     * @throws DamagedException when it is another chunk or not a chunk
     * @throws TooNewException when it was written in a later version of the format
     */
    void read(byte[] chunk, ChunkIdentity expected, long rowBytes, String place, Consumer<ByteBuffer> sink) {
        int identityLength = SkippableFrame.length(chunk);
        if (identityLength < 0) {
            throw new DamagedException(place + ": does not begin with the identity of a chunk");
        }
        byte[] frame = expected.frame();
        if (!Arrays.equals(chunk, 0, identityLength, frame, 0, frame.length)) {
            throw foreign(chunk, identityLength, expected, place);
        }
        decompressor.decompress(chunk, identityLength, chunk.length - identityLength, rowBytes, place, sink);
    }

    private static ShardarkException foreign(byte[] chunk, int frameLength, ChunkIdentity expected, String place) {
        int header = SkippableFrame.HEADER_LENGTH;
        FoundIdentity found = FoundIdentity.parse(chunk, header, frameLength - header);
        if (found.tooNew()) {
            return new TooNewException(
                    place + ": holds " + found.describe() + "; this program knows version " + IdentityText.VERSION,
                    "Use the release of Shardark that wrote the backup, or a later one.");
        }
        return new DamagedException(
                place + ": holds " + found.describe() + " instead of " + expected + " of shard " + expected.shard()
                        + " of backup " + expected.backup() + " with the columns of the catalog",
                "Chunks were exchanged or replaced. Use another copy of the backup.");
    }

    @Override
    public void close() {
        decompressor.close();
    }
}
