package io.shardark.samples.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How much data there is, and in how many places.
 *
 * @param shards schemas on the server
 * @param tables in each shard
 * @param rows in each table
 */
record Layout(int shards, int tables, long rows) {
    /** Divides tables and rows equally; what is left over is left out. */
    static Layout of(int shards, int allTables, long allRows) {
        int tables = allTables / shards;
        return new Layout(shards, tables, allRows / ((long) shards * tables));
    }

    List<String> schemas() {
        return IntStream.range(0, shards).mapToObj(n -> "ds_" + n).toList();
    }

    @Override
    public String toString() {
        return "%,d rows in %,d tables of %,d shards".formatted(rows * tables * shards, tables * shards, shards);
    }
}
