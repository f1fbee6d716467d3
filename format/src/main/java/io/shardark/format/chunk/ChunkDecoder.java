package io.shardark.format.chunk;

import io.shardark.format.crypto.Envelope;
import io.shardark.format.error.DamagedException;
import io.shardark.format.row.RowReader;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.Sha256;

/**
 * Turns stored bytes into row text, and releases it only when all of it is what the manifest and the catalog promise.
 * Memory grows with what is really there, never with what a header claims. One per worker; holds native memory until
 * closed. Not safe for use by several threads.
 */
public final class ChunkDecoder implements AutoCloseable {
    private static final String HINT = "Restore this file from another copy of the backup.";

    private final Envelope envelope;
    private final ChunkContent content = new ChunkContent();
    private final GrowingBytes text = new GrowingBytes();

    /** A decoder for chunks in the given envelope. */
    public ChunkDecoder(Envelope envelope) {
        this.envelope = envelope;
    }

    /** As {@link #decode(ExpectedChunk, byte[], int, String)} with all of an array. */
    public DecodedChunk decode(ExpectedChunk expected, byte[] stored, String place) {
        return decode(expected, stored, stored.length, place);
    }

    /**
     * Decodes and checks a chunk: SHA-256 of the stored bytes, envelope, identity, zstd frame with its length and
     * checksum, form of the row text, count and digest of the rows.
     *
     * @param stored holds the stored bytes in its first {@code length} bytes; not changed
     * @param place the archive file and offset, or whatever tells a person where the bytes came from
     * @return the row text, which is valid until the next call
     * @throws DamagedException when any check fails
     * @throws io.shardark.format.error.TooNewException when the chunk was written in a later version of the format
     * @throws io.shardark.format.error.WrongKeyException when it was encrypted for another key
     */
    public DecodedChunk decode(ExpectedChunk expected, byte[] stored, int length, String place) {
        checkLength(expected, place);
        checkStored(expected.sha256(), stored, length, place);
        byte[] opened = envelope.open(stored, 0, length, place);
        int limit = Math.toIntExact(expected.bytes());
        text.clear();
        content.read(opened, expected.identity(), expected.bytes(), place, piece -> text.append(piece, limit));
        checkRows(expected, place);
        return new DecodedChunk(text.array(), text.length());
    }

    private static void checkLength(ExpectedChunk expected, String place) {
        if (!ExpectedChunk.allowed(expected.rows().rows(), expected.bytes())) {
            throw new DamagedException(place + ": the catalog gives " + expected.identity() + " "
                    + expected.rows().rows() + " rows in " + expected.bytes() + " bytes, which no chunk has");
        }
    }

    private static void checkStored(Sha256 expected, byte[] stored, int length, String place) {
        Sha256 found = Sha256.of(stored, 0, length);
        if (!found.equals(expected)) {
            throw new DamagedException(
                    place + ": SHA-256 of the stored chunk is " + found + " instead of " + expected, HINT);
        }
    }

    private void checkRows(ExpectedChunk expected, String place) {
        int columns = expected.identity().columns().size();
        RowSetDigest found = RowReader.check(text.array(), 0, text.length(), columns, place);
        if (!found.equals(expected.rows())) {
            throw new DamagedException(
                    place + ": " + expected.identity() + " holds " + found + " instead of " + expected.rows(), HINT);
        }
    }

    @Override
    public void close() {
        content.close();
    }
}
