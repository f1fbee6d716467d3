package io.shardark.format.chunk;

import io.shardark.format.crypto.Envelope;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.value.Sha256;
import java.nio.ByteBuffer;

/**
 * Turns rows into the bytes of a stored chunk, and proves each one by opening it again and comparing every byte with
 * the rows: compression libraries, memory and processors do fail, and nobody else will have the rows to compare with.
 * One per worker; holds native memory until closed. Not safe for use by several threads.
 */
public final class ChunkEncoder implements AutoCloseable {
    private final Envelope envelope;
    private final FrameCompressor compressor = new FrameCompressor();
    private final ChunkContent content = new ChunkContent();
    private final GrowingBytes plain = new GrowingBytes();

    /** An encoder of chunks in the given envelope. */
    public ChunkEncoder(Envelope envelope) {
        this.envelope = envelope;
    }

    /** As {@link #encode(ChunkIdentity, RowBuffer, CompressionLevel)} with the lowest level. */
    public StoredChunk encode(ChunkIdentity identity, RowBuffer rows) {
        return encode(identity, rows, CompressionLevel.LOWEST);
    }

    /**
     * Encodes the rows, of which there must be at least one; more than one only up to
     * {@link ExpectedChunk#LONGEST_TEXT}. They are not changed.
     *
     * @param level may be another one for every chunk
     * @throws DamagedException when decoding the result did not give the same rows
     */
    public StoredChunk encode(ChunkIdentity identity, RowBuffer rows, CompressionLevel level) {
        if (!ExpectedChunk.allowed(rows.rows(), rows.length())) {
            throw new IllegalArgumentException(
                    identity + " has " + rows.rows() + " rows in " + rows.length() + " bytes, which no chunk may have");
        }
        plain.clear();
        plain.append(identity.frame());
        compressor.compress(level, rows.array(), rows.length(), plain);
        byte[] stored = envelope.seal(plain.array(), 0, plain.length());
        // The digest is taken first, so that a bit that flips during the proof cannot become part of the truth.
        Sha256 sha256 = Sha256.of(stored);
        prove(identity, rows, stored);
        return new StoredChunk(stored, sha256);
    }

    private void prove(ChunkIdentity identity, RowBuffer rows, byte[] stored) {
        String place = identity.toString();
        ByteBuffer expected = ByteBuffer.wrap(rows.array(), 0, rows.length());
        try {
            byte[] opened = envelope.open(stored, 0, stored.length, place);
            content.read(opened, identity, rows.length(), place, piece -> compare(piece, expected, place));
        } catch (ShardarkException failure) {
            throw new DamagedException(
                    place + " was not encoded faithfully, it is a fault of hardware or of a library: "
                            + failure.getMessage(),
                    "Nothing was stored. Check the memory of this machine before you try again.",
                    failure);
        }
    }

    private static void compare(ByteBuffer piece, ByteBuffer expected, String place) {
        int length = piece.remaining();
        ByteBuffer same = expected.slice(expected.position(), length);
        int mismatch = same.mismatch(piece);
        if (mismatch >= 0) {
            throw new DamagedException(place + ": the rows differ at byte " + (expected.position() + mismatch));
        }
        expected.position(expected.position() + length);
    }

    @Override
    public void close() {
        compressor.close();
        content.close();
    }
}
