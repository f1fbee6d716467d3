package io.shardark.cli.progress;

import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressEvent.ShardDone;
import io.shardark.engine.progress.ProgressEvent.ShardPlanned;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressEvent.WaitBegan;
import io.shardark.engine.progress.ProgressEvent.WaitEnded;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Adds up events. Safe for use by several threads. */
final class ProgressRecorder {
    private static final long RATE_WINDOW_NANOS = 10_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private record Sample(long nanos, long bytes) {}

    private final LongSupplier nanoTime;
    private final Map<String, ShardProgress> shards = new LinkedHashMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Set<String> waits = new LinkedHashSet<>();
    private String step = "starting";
    private long bytes;

    ProgressRecorder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void add(ProgressEvent event) {
        if (event instanceof StepStarted started) {
            step = started.step();
        } else if (event instanceof ShardPlanned planned) {
            shards.put(planned.shard(), ShardProgress.planned(planned.shard(), planned.rows(), planned.bytes()));
        } else if (event instanceof ChunkDone chunk) {
            bytes += chunk.bytes();
            shards.compute(
                    chunk.shard(),
                    (name, shard) -> orNew(name, shard).plus(chunk.table(), chunk.rows(), chunk.bytes()));
        } else if (event instanceof WaitBegan wait) {
            waits.add(wait.why());
        } else if (event instanceof WaitEnded wait) {
            waits.remove(wait.why());
        } else if (event instanceof ShardDone done) {
            shards.compute(done.shard(), (name, shard) -> orNew(name, shard).done());
        }
    }

    private static ShardProgress orNew(String name, @Nullable ShardProgress shard) {
        return shard == null ? ShardProgress.planned(name, 0, 0) : shard;
    }

    /** The state now; asking for it takes a sample for the rate. */
    synchronized Progress progress() {
        long now = nanoTime.getAsLong();
        samples.addLast(new Sample(now, bytes));
        while (samples.size() > 2 && now - samples.getFirst().nanos > RATE_WINDOW_NANOS) {
            samples.removeFirst();
        }
        Sample oldest = samples.getFirst();
        long nanos = now - oldest.nanos;
        double rate = nanos <= 0 ? 0 : (bytes - oldest.bytes) * NANOS_PER_SECOND / nanos;
        return new Progress(step, List.copyOf(shards.values()), List.copyOf(waits), rate);
    }
}
