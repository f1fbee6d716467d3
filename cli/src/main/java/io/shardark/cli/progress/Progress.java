package io.shardark.cli.progress;

import java.util.List;
import java.util.OptionalLong;

/**
 * How far an operation is at one moment.
 *
 * @param step what is being done, for people
 * @param waits why workers wait, one sentence each
 * @param bytesPerSecond of row text, over the last seconds
 */
record Progress(String step, List<ShardProgress> shards, List<String> waits, double bytesPerSecond) {
    Progress {
        shards = List.copyOf(shards);
        waits = List.copyOf(waits);
    }

    long doneRows() {
        return shards.stream().mapToLong(ShardProgress::doneRows).sum();
    }

    long doneBytes() {
        return shards.stream().mapToLong(ShardProgress::doneBytes).sum();
    }

    /** At least what is done. */
    long plannedBytes() {
        return shards.stream()
                .mapToLong(shard -> Math.max(shard.plannedBytes(), shard.doneBytes()))
                .sum();
    }

    long doneShards() {
        return shards.stream()
                .filter(shard -> shard.status() == ShardProgress.Status.DONE)
                .count();
    }

    double fraction() {
        return !shards.isEmpty() && doneShards() == shards.size()
                ? 1
                : Fractions.unfinished(doneBytes(), plannedBytes());
    }

    /** Unknown while nothing moves. */
    OptionalLong secondsLeft() {
        return bytesPerSecond < 1
                ? OptionalLong.empty()
                : OptionalLong.of((long) Math.ceil((plannedBytes() - doneBytes()) / bytesPerSecond));
    }
}
