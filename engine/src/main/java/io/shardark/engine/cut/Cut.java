package io.shardark.engine.cut;

import io.shardark.engine.mysql.Heartbeat;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.CutRecord;
import java.util.List;

/**
 * A point in time over all instances, open for reading until it is closed. No writer waits for it any more. Owned by
 * one thread; its sessions may each be used by a thread of their own.
 */
public final class Cut implements AutoCloseable {
    private final Together together;
    private final List<Station> stations;
    private final CutRecord record;
    private final List<InstanceSnapshot> snapshots;
    private final long longestStallMillis;
    private final Heartbeat heartbeat;

    /**
     * Takes over everything. Only now, when no writer waits any more, its sessions are kept alive: while they lock,
     * silence has to end them.
     */
    Cut(
            Together together,
            List<Station> stations,
            CutRecord record,
            List<InstanceSnapshot> snapshots,
            long longestStallMillis,
            Heartbeat heartbeat) {
        this.together = together;
        this.stations = List.copyOf(stations);
        this.record = record;
        this.snapshots = List.copyOf(snapshots);
        this.longestStallMillis = longestStallMillis;
        this.heartbeat = heartbeat;
        stations.forEach(station -> station.sessions().keepAlive(heartbeat));
    }

    /** Which level was proved, and how. */
    public CutRecord record() {
        return record;
    }

    /** One per instance; the index is the instance's number. */
    public List<InstanceSnapshot> snapshots() {
        return snapshots;
    }

    /** How long a writer may have waited in the worst of all attempts, in milliseconds: an upper bound. */
    public long longestStallMillis() {
        return longestStallMillis;
    }

    /**
     * Makes sure that every snapshot and lock is still there; called while no session is in use.
     *
     * @throws UnreachableException when a connection has ended, and what it held with it
     */
    public void requireAlive() {
        stations.forEach(station -> station.sessions().requireAlive());
    }

    /**
     * Makes sure that definitions are still locked wherever the record says so.
     *
     * @throws UnreachableException when a connection that locked them has ended
     */
    public void requireDefinitionLocks() {
        stations.stream()
                .filter(Station::definitionsLocked)
                .forEach(station -> station.sessions().requireDefinitionsAlive());
    }

    /**
     * Ends all snapshots and locks by ending their sessions, also when a session is in use or a server does not answer.
     * Never throws; closing again does nothing.
     */
    @Override
    public void close() {
        heartbeat.close();
        end(together, stations);
    }

    /** Ends everything that these stations hold. */
    static void end(Together together, List<Station> stations) {
        if (!together.isClosed()) {
            together.surely(stations, Station::close);
            together.close();
        }
    }
}
