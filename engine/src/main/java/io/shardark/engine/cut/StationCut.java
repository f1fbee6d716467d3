package io.shardark.engine.cut;

import io.shardark.format.manifest.InstanceEvidence;
import java.util.concurrent.TimeUnit;

/**
 * How the cut went on one instance.
 *
 * @param released when all locks of the attempt were released, in nanoseconds of {@link System#nanoTime()}
 */
record StationCut(Station station, Station.Grant grant, Station.Started started, long released) {
    static StationCut withoutLock(Station station, Station.Started started) {
        Station.Grant none = Station.Grant.none();
        return new StationCut(station, none, started, none.granted());
    }

    InstanceEvidence evidence() {
        return new InstanceEvidence(
                station.instance().number(),
                grant.lock(),
                TimeUnit.NANOSECONDS.toMillis(grant.granted() - grant.asked()),
                TimeUnit.NANOSECONDS.toMillis(released - grant.granted()),
                started.prepared(),
                station.definitionsLocked(),
                station.replication());
    }

    InstanceSnapshot snapshot() {
        return new InstanceSnapshot(
                station.instance(),
                station.sessions().workers(),
                station.sessions().locker(),
                started.position(),
                station.definitionsLocked());
    }
}
