package io.shardark.format.catalog;

import java.util.HashSet;
import java.util.Set;

/**
 * Proves that the chunk numbers of every table are 0 to n-1, each once, in whatever order they come. Remembers only
 * those that came before their turn, which are few when workers store chunks almost in order.
 */
final class ChunkNumbers {
    private final int[] next;
    private final Set<Long> early = new HashSet<>();

    ChunkNumbers(int tables) {
        next = new int[tables];
    }

    /** Counts a chunk; answers {@code false} when its number was there before. */
    boolean add(int table, int number) {
        if (number != next[table]) {
            return number > next[table] && early.add(key(table, number));
        }
        do {
            next[table]++;
        } while (early.remove(key(table, next[table])));
        return true;
    }

    /** Whether no number is missing before the highest one. */
    boolean complete() {
        return early.isEmpty();
    }

    private static long key(int table, int number) {
        return ((long) table << Integer.SIZE) | number;
    }
}
