package io.shardark.engine.cut;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Instances whose snapshots run.
 *
 * @param takenAt when all their locks were held
 * @param stations in the order of instance numbers
 */
record Taken(Instant takenAt, List<StationCut> stations) {
    Taken {
        stations = List.copyOf(stations);
    }

    /** From the first lock granted to the last one released. */
    long heldMillis() {
        long granted =
                stations.stream().mapToLong(cut -> cut.grant().granted()).min().orElse(0);
        long released = stations.stream().mapToLong(StationCut::released).max().orElse(0);
        return TimeUnit.NANOSECONDS.toMillis(released - granted);
    }
}
