package io.shardark.engine.load;

import io.shardark.format.backup.ShardChunk;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** How far the loading of one table is. Guarded by the {@link InstanceLoad} that it belongs to. */
final class TableLoad {
    private final ShardLoad shard;
    private final TargetTable target;
    private final Queue<ShardChunk> waiting = new ArrayDeque<>();
    private int unread;
    private int unfinished;
    private int workers;

    TableLoad(ShardLoad shard, TargetTable target) {
        this.shard = shard;
        this.target = target;
        this.unread = target.chunks();
        this.unfinished = target.chunks();
    }

    ShardLoad shard() {
        return shard;
    }

    TargetTable target() {
        return target;
    }

    /** Keeps a chunk that was read from the catalog until a worker takes it. */
    void add(ShardChunk chunk) {
        waiting.add(chunk);
        unread--;
    }

    /** Takes the chunk that is stored first. */
    Optional<ShardChunk> take() {
        return Optional.ofNullable(waiting.poll());
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** Whether the catalog has chunks of it that were not read yet. */
    boolean hasUnread() {
        return unread > 0;
    }

    /** Counts a chunk that is in the table, and tells whether it was the last one. */
    boolean finishOne() {
        unfinished--;
        return unfinished == 0;
    }

    /** Whether some worker is at it. */
    boolean isTaken() {
        return workers > 0;
    }

    void enter() {
        workers++;
    }

    void leave() {
        workers--;
    }
}
