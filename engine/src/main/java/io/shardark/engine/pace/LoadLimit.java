package io.shardark.engine.pace;

import io.shardark.engine.topology.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A limit of load.
 *
 * @param highest the highest load with which workers go on
 */
record LoadLimit(WaitReason reason, long highest, LoadProbe probe) {
    /** All that are set. */
    static List<LoadLimit> of(PaceLimits limits, OwnSessions own) {
        List<LoadLimit> found = new ArrayList<>();
        limits.threadsRunning()
                .ifPresent(most -> found.add(new LoadLimit(WaitReason.THREADS_RUNNING, most, new ThreadsRunning(own))));
        limits.replicaLag()
                .ifPresent(lag -> found.add(new LoadLimit(WaitReason.REPLICA_LAG, lag.toSeconds(), new ReplicaLag())));
        limits.historyListLength()
                .ifPresent(most ->
                        found.add(new LoadLimit(WaitReason.HISTORY_LIST_LENGTH, most, new HistoryListLength())));
        return found;
    }

    /**
     * What a load means.
     *
     * @param before what was in the way of this limit until now: a server that was above goes on only well below, since
     *     our own work would bring it up again; with a limit of one it need not be idle
     */
    Optional<Obstacle> judge(Instance instance, long load, Optional<Obstacle> before) {
        return load > (before.isPresent() ? Math.max(1, highest * 4 / 5) : highest)
                ? Optional.of(new Obstacle(
                        reason,
                        instance.name(),
                        instance.place() + ": " + probe.sentence(load) + ", the limit is " + highest))
                : Optional.empty();
    }
}
