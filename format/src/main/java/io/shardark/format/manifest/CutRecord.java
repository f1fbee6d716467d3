package io.shardark.format.manifest;

import java.time.Instant;
import java.util.List;

/**
 * The point that a backup shows, and what proves its level.
 *
 * @param takenAt when all locks were held, by the clock of the machine that backed up
 * @param attempts how often locking was tried, at least 1
 * @param heldMillis from the first lock granted to the last one released, in the attempt that succeeded
 * @param instances one entry per instance
 * @param reasons why the level is not higher, one sentence each; empty for {@link CutLevel#GLOBAL}
 */
public record CutRecord(
        CutLevel level,
        Instant takenAt,
        int attempts,
        long heldMillis,
        List<InstanceEvidence> instances,
        List<String> reasons) {
    public CutRecord {
        instances = List.copyOf(instances);
        reasons = List.copyOf(reasons);
    }
}
