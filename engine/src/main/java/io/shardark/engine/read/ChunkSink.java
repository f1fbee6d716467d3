package io.shardark.engine.read;

import io.shardark.format.row.RowBuffer;
import java.util.List;

/** Takes chunks as they are read. */
@FunctionalInterface
public interface ChunkSink {
    /**
     * Takes a chunk.
     *
     * @param after the key before its first row, exclusive, as SQL literals; empty when open-ended
     * @param upTo the key of its last row, inclusive, as SQL literals; empty when open-ended
     * @param rows at least one row; valid until this returns, or as long as the sink likes if {@link #next} gives
     *     another buffer
     */
    void chunk(List<String> after, List<String> upTo, RowBuffer rows);

    /**
     * The buffer for the rows after a chunk that was taken.
     *
     * @param taken the buffer of that chunk, which is used again by default
     */
    default RowBuffer next(RowBuffer taken) {
        return taken;
    }

    /**
     * A row was added to the chunk to come. As long as this does not return, the server is not read from.
     *
     * @param rows the rows of that chunk so far
     */
    default void row(RowBuffer rows) {}
}
