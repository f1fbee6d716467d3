package io.shardark.format.backup;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Arrays for stored chunks that are used again, since there is one for each chunk that is worked on. Safe for several
 * threads.
 */
final class StoredBuffers {
    /** A longer array is not kept: few chunks are so long, and memory is to stay flat. */
    private static final int LARGEST_KEPT = 32 << 20;

    private static final int SMALLEST = 64 << 10;

    private final Deque<byte[]> free = new ConcurrentLinkedDeque<>();

    /** An array of at least that length, with any contents. */
    byte[] take(int length) {
        byte[] buffer = free.poll();
        if (buffer != null && buffer.length >= length) {
            return buffer;
        }
        // Chunks of a table differ a little; some room keeps the next one from asking for another array.
        long withSlack = (long) length + length / 4;
        return new byte[(int) Math.min(Math.max(withSlack, SMALLEST), Math.max(length, LARGEST_KEPT))];
    }

    /** Gives an array back that nobody uses any more. */
    void give(byte[] buffer) {
        if (buffer.length <= LARGEST_KEPT) {
            free.push(buffer);
        }
    }
}
