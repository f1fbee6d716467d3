package io.shardark.format.chunk;

/**
 * How hard zstd tries.
 *
 * @param value 1 to 19; higher levels need a window that the format does not allow
 */
public record CompressionLevel(int value) implements Comparable<CompressionLevel> {
    /**
     * The fastest one, which is a good bargain for row text: higher ones take twice the time and more to gain some
     * percent.
     */
    public static final CompressionLevel LOWEST = new CompressionLevel(1);

    /** The highest one whose window stays within 8 MiB. */
    public static final CompressionLevel HIGHEST = new CompressionLevel(19);

    /** @throws IllegalArgumentException when there is no such level */
    public CompressionLevel {
        if (value < 1 || value > 19) {
            throw new IllegalArgumentException("zstd level " + value + " is not within 1 to 19");
        }
    }

    @Override
    public int compareTo(CompressionLevel other) {
        return Integer.compare(value, other.value);
    }
}
