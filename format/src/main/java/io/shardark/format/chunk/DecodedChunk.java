package io.shardark.format.chunk;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * The row text of a chunk that passed every check. It belongs to the {@link ChunkDecoder} that made it and is valid
 * until that decoder is used or closed.
 *
 * @param array holds the text in its first {@code length} bytes; not to be changed
 * @param length of the text in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // A value that is passed on once, never compared.
public record DecodedChunk(byte[] array, int length) {
    /** The text as a stream over the same array. */
    public InputStream stream() {
        return new ByteArrayInputStream(array, 0, length);
    }
}
