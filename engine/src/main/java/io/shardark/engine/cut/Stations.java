package io.shardark.engine.cut;

import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.selection.Selection;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.ShardarkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Connects to all instances at the same time. */
final class Stations {
    private Stations() {}

    /**
     * Opens every session of the cut before anything is locked.
     *
     * @return one station per instance, by number
     * @throws ShardarkException when an instance cannot be reached; all sessions are closed then
     */
    static List<Station> open(
            Together together,
            Sessions sessions,
            Topology topology,
            Selection selection,
            int workers,
            Duration lockTimeout) {
        List<CompletableFuture<Station>> opening = new ArrayList<>();
        for (Instance instance : topology.instances()) {
            opening.add(CompletableFuture.supplyAsync(
                    () -> new Station(
                            new StationSessions(sessions, instance, workers, lockTimeout),
                            CutTables.of(topology, selection, instance),
                            lockTimeout),
                    together.executor()));
        }
        List<Station> stations = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (CompletableFuture<Station> station : opening) {
            try {
                stations.add(station.join());
            } catch (CompletionException e) {
                failures.add(e.getCause());
            }
        }
        if (!failures.isEmpty()) {
            stations.forEach(Station::close);
            throw failure(failures);
        }
        return stations;
    }

    private static RuntimeException failure(List<Throwable> failures) {
        List<ShardarkException> problems = new ArrayList<>();
        for (Throwable failure : failures) {
            if (failure instanceof ShardarkException problem) {
                problems.add(problem);
            } else {
                return new IllegalStateException(failure);
            }
        }
        ProblemsException.throwIfAny(problems);
        throw new IllegalStateException("no failure");
    }
}
