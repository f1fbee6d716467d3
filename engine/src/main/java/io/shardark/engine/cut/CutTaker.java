package io.shardark.engine.cut;

import io.shardark.engine.cut.Levels.Reached;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.selection.Selection;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.UnreachableException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Takes one point in time over all instances: locks them all at the same time, starts the snapshots while all locks are
 * held, and unlocks. Safe for use by several threads; two cuts of the same tables at the same time get in each other's
 * way.
 */
public final class CutTaker {
    private final Sessions sessions;
    private final ProgressListener listener;

    /** A taker that tells the listener about every failed attempt. */
    public CutTaker(Sessions sessions, ProgressListener listener) {
        this.sessions = sessions;
        this.listener = listener;
    }

    /**
     * Takes a cut. Each instance gets two connections more than asked for.
     *
     * @param connectionsPerInstance how many sessions with the same snapshot each instance shall have, at least 1
     * @return the cut, owned by the caller
     * @throws RefusedException when the level was not reached and a lower one is not allowed, or the thread was
     *     interrupted, which stays set; nothing is locked then
     * @throws UnreachableException when a server cannot be reached or fails; its locks end with the connections
     */
    public Cut take(Topology topology, int connectionsPerInstance, CutSettings settings) {
        return take(topology, Selection.everything(), connectionsPerInstance, settings);
    }

    /** As {@link #take(Topology, int, CutSettings)}; what its level says, it says about the selected tables. */
    public Cut take(Topology topology, Selection selection, int connectionsPerInstance, CutSettings settings) {
        Together together = new Together();
        List<Station> stations = List.of();
        boolean taken = false;
        try {
            stations = Stations.open(
                    together, sessions, topology, selection, connectionsPerInstance, settings.lockTimeout());
            Cut cut = take(together, stations, settings);
            taken = true;
            return cut;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("The cut was interrupted; all locks are released.", "", e);
        } finally {
            if (!taken) {
                Cut.end(together, stations);
            }
        }
    }

    private Cut take(Together together, List<Station> stations, CutSettings settings) throws InterruptedException {
        stations.forEach(this::warnOfDefinitions);
        Attempts attempts = new Attempts(together, settings, listener, new Backoff(new SplittableRandom()));
        Refusals refusals = new Refusals(together, stations);
        Reached reached = new Levels(stations, attempts, refusals, settings, listener).reach();
        return new Cut(
                together,
                stations,
                reached.record(attempts.count()),
                reached.taken().stations().stream().map(StationCut::snapshot).toList(),
                attempts.longestStallMillis(),
                sessions.heartbeat());
    }

    private void warnOfDefinitions(Station station) {
        StationSessions sessions = station.sessions();
        if (sessions.definitionLock() == DefinitionLock.NONE) {
            String why = sessions.locker().server().isMariaDb()
                    ? "the user lacks RELOAD, or some tables are not transactional and could not be written meanwhile"
                    : "the user lacks BACKUP_ADMIN";
            listener.on(new ProgressEvent.Notice(station.instance().place() + ": there is no backup lock, since " + why
                    + "; DDL waits for the end of the backup, and statements on its table behind it"));
        }
    }
}
