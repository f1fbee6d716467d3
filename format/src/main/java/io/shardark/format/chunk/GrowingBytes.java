package io.shardark.format.chunk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A reused array that grows with the bytes that really arrive, up to a limit. */
final class GrowingBytes {
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int INITIAL = 64 << 10;

    /** An array above this is not kept for the next chunk: few chunks are so long, and memory is to stay flat. */
    private static final int LARGEST_KEPT = 32 << 20;

    private byte[] array = new byte[INITIAL];
    private int length;

    void clear() {
        length = 0;
        if (array.length > LARGEST_KEPT) {
            array = new byte[INITIAL];
        }
    }

    void append(byte[] bytes) {
        append(ByteBuffer.wrap(bytes), LONGEST_ARRAY);
    }

    /**
     * Appends the remaining bytes.
     *
     * @param limit the length that will not be exceeded in the end, so that the array is not made longer either
     */
    void append(ByteBuffer bytes, int limit) {
        int count = bytes.remaining();
        long required = (long) length + count;
        if (required > array.length) {
            array = Arrays.copyOf(array, capacity(required, limit));
        }
        bytes.get(array, length, count);
        length += count;
    }

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    private int capacity(long required, int limit) {
        if (required > limit) {
            throw new IllegalStateException(required + " bytes exceed the limit of " + limit);
        }
        return (int) Math.min(Math.max(required, 2L * array.length), Math.max(limit, INITIAL));
    }
}
