package io.shardark.engine.pace;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.topology.Instance;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One limit on one instance: what was read of late, and what is in the way because of it. A load that changes within
 * milliseconds is judged by the mean of the last second, since a single look finds a busy server idle by luck, and a
 * second of reading at full speed is what that would cost. Used by one thread.
 */
final class LoadGauge {
    private final Instance instance;
    private final LoadLimit limit;
    private final Deque<Long> lately = new ArrayDeque<>();
    private Optional<Obstacle> obstacle = Optional.empty();

    LoadGauge(Instance instance, LoadLimit limit) {
        this.instance = instance;
        this.limit = limit;
    }

    /** The limit. */
    LoadLimit limit() {
        return limit;
    }

    /** What is in the way, as of the last look. */
    Optional<Obstacle> obstacle() {
        return obstacle;
    }

    /**
     * Asks the server.
     *
     * @param session of the watch
     * @throws io.shardark.format.error.UnreachableException when the server fails or refuses to answer
     */
    void look(Session session) {
        take(limit.probe().read(session));
    }

    /** Judges by an answer and the ones before it. */
    void take(OptionalLong load) {
        if (load.isEmpty()) {
            lately.clear();
            obstacle = Optional.empty();
            return;
        }
        lately.addLast(load.getAsLong());
        if (lately.size() > limit.probe().looksPerSecond()) {
            lately.removeFirst();
        }
        obstacle = limit.judge(instance, mean(), obstacle);
    }

    /** Rounded up, so that it is above a limit exactly when the mean itself is. */
    private long mean() {
        long sum = lately.stream().mapToLong(Long::longValue).sum();
        return (sum + lately.size() - 1) / lately.size();
    }
}
