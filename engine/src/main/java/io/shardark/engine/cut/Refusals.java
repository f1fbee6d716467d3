package io.shardark.engine.cut;

import io.shardark.engine.cut.AttemptFailure.Kind;
import io.shardark.format.error.RefusedException;
import io.shardark.format.manifest.CutLevel;
import java.time.Duration;
import java.util.List;

/** Says to a person why a level was not reached, who was in the way, and what to do. */
final class Refusals {
    private static final Duration ASKING = Duration.ofSeconds(5);

    private final Together together;
    private final List<Station> stations;

    Refusals(Together together, List<Station> stations) {
        this.together = together;
        this.stations = stations;
    }

    RefusedException refused(CutLevel level, AttemptFailure failure, int attempts) throws InterruptedException {
        return new RefusedException(degraded(level, failure, attempts), hint(level, failure), failure);
    }

    /** One sentence, and who was in the way as far as the server tells. */
    String degraded(CutLevel level, AttemptFailure failure, int attempts) throws InterruptedException {
        String missed = "The cut did not reach the level " + level.text() + " in " + attempts
                + (attempts == 1 ? " attempt: " : " attempts: ") + failure.withNames();
        List<String> blockers = failure.kind() == Kind.BUSY ? blockers(failure) : List.of();
        return blockers.isEmpty() ? missed : missed + ". In the way: " + String.join("; ", blockers);
    }

    /** On all instances: the lock that one waits for may be held by somebody who waits for another instance. */
    private List<String> blockers(AttemptFailure failure) throws InterruptedException {
        try {
            return together.all(stations, ASKING, "asking who is in the way", Blockers::of).stream()
                    .flatMap(List::stream)
                    .toList();
        } catch (AttemptFailure | RuntimeException e) {
            failure.addSuppressed(e);
            return List.of();
        }
    }

    private static String hint(CutLevel level, AttemptFailure failure) {
        if (failure.kind() == Kind.NOT_PERMITTED) {
            return "Grant the user SELECT and LOCK TABLES on the shards, and REPLICATION CLIENT (MariaDB: REPLICA MONITOR) and,"
                    + " where the server allows it, RELOAD on *.*, or allow a lower level.";
        }
        if (failure.kind() == Kind.REPLICA) {
            return "Back up the primaries, or allow the level per-instance. When the server was promoted, RESET REPLICA ALL"
                    + " (MariaDB: RESET SLAVE ALL) makes it forget its source.";
        }
        return level == CutLevel.PER_INSTANCE
                ? "Try again when no definitions are being changed."
                : "Let long transactions and statements end first, give it a longer deadline, a longer lock time-out when"
                        + " an instance has thousands of tables, or allow a lower level.";
    }
}
