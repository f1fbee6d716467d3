package io.shardark.engine.read;

import io.shardark.format.catalog.TableRecord;
import java.util.List;

/**
 * A contiguous part of a table in the order of its key.
 *
 * @param index the index that the key belongs to; empty for a table without a key
 * @param after the key before the first row, exclusive, as SQL literals; empty when open-ended
 * @param upTo the key of the last row, inclusive, as SQL literals; empty when open-ended
 */
public record KeyRange(TableRecord table, String index, List<String> after, List<String> upTo) {
    public KeyRange {
        after = List.copyOf(after);
        upTo = List.copyOf(upTo);
    }

    /** All of a table that is read without any order. */
    static KeyRange unordered(TableRecord table) {
        return new KeyRange(table, "", List.of(), List.of());
    }
}
