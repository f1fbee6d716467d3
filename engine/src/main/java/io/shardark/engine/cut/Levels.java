package io.shardark.engine.cut;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.error.RefusedException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.CutRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Goes down from the wanted level to one that can be reached, if that is allowed, and says why. */
final class Levels {
    private final List<Station> stations;
    private final Attempts attempts;
    private final Refusals refusals;
    private final CutSettings settings;
    private final ProgressListener listener;
    private final List<String> reasons = new ArrayList<>();

    Levels(
            List<Station> stations,
            Attempts attempts,
            Refusals refusals,
            CutSettings settings,
            ProgressListener listener) {
        this.stations = stations;
        this.attempts = attempts;
        this.refusals = refusals;
        this.settings = settings;
        this.listener = listener;
    }

    /** A level that was reached. */
    record Reached(CutLevel level, Taken taken, List<String> reasons) {
        /** What the manifest says about it. */
        CutRecord record(int attempts) {
            return new CutRecord(
                    level,
                    taken.takenAt(),
                    Math.max(1, attempts),
                    taken.heldMillis(),
                    taken.stations().stream().map(StationCut::evidence).toList(),
                    reasons);
        }
    }

    /** @throws RefusedException when neither the wanted level nor, if allowed, a lower one was reached */
    Reached reach() throws InterruptedException {
        for (CutLevel level = settings.level(); ; level = below(level)) {
            try {
                return new Reached(level, take(level), List.copyOf(reasons));
            } catch (AttemptFailure e) {
                if (settings.whenMissed() == WhenMissed.FAIL || level == CutLevel.PER_INSTANCE) {
                    throw refusals.refused(level, e, attempts.count());
                }
                reasons.add(level.text() + " was not reached: " + e.withoutNames());
                listener.on(new ProgressEvent.Notice(refusals.degraded(level, e, attempts.count())));
            }
        }
    }

    private static CutLevel below(CutLevel level) {
        return level == CutLevel.GLOBAL ? CutLevel.INSTANT : CutLevel.PER_INSTANCE;
    }

    private Taken take(CutLevel level) throws AttemptFailure, InterruptedException {
        return switch (level) {
            case GLOBAL -> attempts.lock(stations, LockForm.TABLES, level);
            case INSTANT -> attempts.lock(stations, LockForm.INSTANCE, level);
            case PER_INSTANCE -> oneByOne();
        };
    }

    private Taken oneByOne() throws AttemptFailure, InterruptedException {
        List<StationCut> cuts = new ArrayList<>();
        for (Station station : stations) {
            cuts.add(alone(station));
        }
        return new Taken(Instant.now(), cuts);
    }

    private StationCut alone(Station station) throws AttemptFailure, InterruptedException {
        try {
            return attempts.lock(List.of(station), LockForm.INSTANCE, CutLevel.PER_INSTANCE)
                    .stations()
                    .get(0);
        } catch (AttemptFailure e) {
            reasons.add(e.withoutNames() + "; it is read through a single connection");
            listener.on(new ProgressEvent.Notice(e.withNames()
                    + "; the instance is read through a single connection, the only way that needs no lock"));
            return attempts.single(station);
        }
    }
}
