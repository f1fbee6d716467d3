package io.shardark.engine.operation;

import io.shardark.format.chunk.CompressionLevel;

/**
 * Chooses the compression level of a worker's next chunks by what was short for the last ones: where storing takes
 * longer than compressing, the sink is, and the time that it takes is better spent on fewer bytes; where it takes next
 * to no time, the processor is. A higher level that does not make chunks smaller, as happens with random digits, is
 * left again and not tried for a while. Used by one thread.
 */
final class LevelChoice {
    /** Chunks after which is decided anew: the end of an archive file makes single ones slow. */
    private static final int CHUNKS = 8;

    /** Decisions for which a level that did not pay is not tried again. */
    private static final int PATIENCE = 16;

    /** Storing that takes less than this part of the time of compressing does not make it worthwhile. */
    private static final double NEXT_TO_NOTHING = 0.25;

    /** A level has to make chunks smaller by this much. */
    private static final double WORTHWHILE = 0.99;

    private final CompressionBounds bounds;
    private CompressionLevel level;
    private int chunks;
    private long encodingNanos;
    private long storingNanos;
    private long textBytes;
    private long storedBytes;
    private double ratioBelow = Double.MAX_VALUE;
    private int patience;

    LevelChoice(CompressionBounds bounds) {
        this.bounds = bounds;
        this.level = bounds.lowest();
    }

    /** The level for the next chunk. */
    CompressionLevel level() {
        return level;
    }

    /** Tells what a chunk took at the current level. */
    void add(long chunkEncodingNanos, long chunkStoringNanos, long chunkTextBytes, long chunkStoredBytes) {
        encodingNanos += chunkEncodingNanos;
        storingNanos += chunkStoringNanos;
        textBytes += chunkTextBytes;
        storedBytes += chunkStoredBytes;
        if (++chunks == CHUNKS) {
            decide((double) storedBytes / textBytes);
            chunks = 0;
            encodingNanos = 0;
            storingNanos = 0;
            textBytes = 0;
            storedBytes = 0;
        }
    }

    private void decide(double ratio) {
        patience = Math.max(0, patience - 1);
        if (level.compareTo(bounds.lowest()) > 0) {
            if (ratio > ratioBelow * WORTHWHILE) {
                patience = PATIENCE;
                move(-1);
                return;
            }
            if (storingNanos < encodingNanos * NEXT_TO_NOTHING) {
                move(-1);
                return;
            }
        }
        if (storingNanos > encodingNanos && patience == 0 && level.compareTo(bounds.highest()) < 0) {
            ratioBelow = ratio;
            move(1);
        }
    }

    private void move(int step) {
        level = new CompressionLevel(level.value() + step);
        if (step < 0) {
            // What the level below the new one gives is not known any more.
            ratioBelow = Double.MAX_VALUE;
        }
    }
}
