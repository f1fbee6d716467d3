package io.shardark.engine.operation;

import io.shardark.format.chunk.CompressionLevel;

/**
 * Between which levels the compression of a backup may move.
 *
 * @param lowest the level to begin with
 * @param highest not below {@code lowest}
 */
public record CompressionBounds(CompressionLevel lowest, CompressionLevel highest) {
    /** From the fastest level to the last one that keeps up with a fast network. */
    public static final CompressionBounds USUAL =
            new CompressionBounds(CompressionLevel.LOWEST, new CompressionLevel(6));

    /** @throws IllegalArgumentException when there is nothing between the bounds */
    public CompressionBounds {
        if (lowest.compareTo(highest) > 0) {
            throw new IllegalArgumentException(lowest.value() + " is above " + highest.value());
        }
    }
}
