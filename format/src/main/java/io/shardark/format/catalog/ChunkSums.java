package io.shardark.format.catalog;

import io.shardark.format.row.RowSetDigest;
import java.util.ArrayList;
import java.util.List;

/** Adds up the chunks of each table. */
final class ChunkSums {
    private final List<TableTotals> sums = new ArrayList<>();

    ChunkSums(int tables) {
        for (int table = 0; table < tables; table++) {
            sums.add(new TableTotals(table, 0, 0, RowSetDigest.EMPTY));
        }
    }

    /** Adds a chunk to its table; throws {@link ArithmeticException} when a sum has more than 63 bits. */
    void add(ChunkRecord chunk) {
        TableTotals before = sums.get(chunk.table());
        sums.set(
                chunk.table(),
                new TableTotals(
                        chunk.table(),
                        before.chunks() + 1,
                        Math.addExact(before.bytes(), chunk.bytes()),
                        before.digest().plus(chunk.digest())));
    }

    /** The sums so far; the n-th entry is table n. */
    List<TableTotals> totals() {
        return List.copyOf(sums);
    }
}
