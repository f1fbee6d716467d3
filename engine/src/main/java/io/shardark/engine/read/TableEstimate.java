package io.shardark.engine.read;

/**
 * What the server believes about the size of a table. It comes from statistics that may be old or wrong: it decides
 * sizes and progress, never what is read.
 *
 * @param rows number of rows, at least 0
 * @param bytes length of the rows as the engine stores them, at least 0
 */
public record TableEstimate(long rows, long bytes) {
    /** A length of rows, in bytes, for tables about which nothing is known. */
    private static final long USUAL_ROW = 128;

    /** Length of one row in bytes, at least 1. */
    public long rowBytes() {
        return rows <= 0 || bytes <= 0 ? USUAL_ROW : Math.max(1, bytes / rows);
    }
}
