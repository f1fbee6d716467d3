package io.shardark.engine.cut;

import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.CutLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Locking a group of instances together and starting all their snapshots; may be run several times. */
final class Attempt {
    /** For what makes nobody wait. */
    private static final Duration ASKING = Duration.ofSeconds(60);

    private final Together together;
    private final List<Station> group;
    private final LockForm form;
    private final CutLevel level;
    private final Duration lockTimeout;
    private final LongSummaryStatistics stallMillis;

    /** Notes in {@code stallMillis} how long writers may have waited, once per run. */
    Attempt(
            Together together,
            List<Station> group,
            LockForm form,
            CutLevel level,
            Duration lockTimeout,
            LongSummaryStatistics stallMillis) {
        this.together = together;
        this.group = group;
        this.form = form;
        this.level = level;
        this.lockTimeout = lockTimeout;
        this.stallMillis = stallMillis;
    }

    private record Held(Instant takenAt, List<Station.Grant> grants, List<Station.Started> started) {}

    /**
     * Locks, starts snapshots, unlocks, and keeps DDL out. Afterwards no lock of writers is held, and after a failure
     * nothing at all.
     *
     * @param share how long to wait for the locks, besides the time that opening the tables takes
     * @throws UnreachableException when a server failed; the sessions are of no more use
     */
    Taken run(Duration share) throws AttemptFailure, InterruptedException {
        try {
            together.all(group, ASKING, "listing the tables", station -> station.prepare(level, form));
            Taken taken = lockAndRelease(patience(share));
            together.all(group, lockTimeout.plusSeconds(2), "the backup lock", Station::lockDefinitions);
            return taken;
        } catch (AttemptFailure | InterruptedException | RuntimeException e) {
            together.surely(group, Station::abandon).ifPresent(e::addSuppressed);
            throw e;
        }
    }

    private Duration patience(Duration share) {
        Duration locking = group.stream()
                .map(station -> station.lockingTime(form))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration patience = share.plus(locking);
        return patience.compareTo(lockTimeout) < 0 ? patience : lockTimeout;
    }

    private Taken lockAndRelease(Duration patience) throws AttemptFailure, InterruptedException {
        long begin = System.nanoTime();
        Held held;
        try {
            held = hold(patience);
        } catch (AttemptFailure | InterruptedException | RuntimeException e) {
            release(begin).ifPresent(e::addSuppressed);
            throw e;
        }
        Optional<Exception> failure = release(begin);
        if (failure.isPresent()) {
            throw notProved(failure.get());
        }
        return taken(held, System.nanoTime());
    }

    private Held hold(Duration patience) throws AttemptFailure, InterruptedException {
        String forms = group.stream()
                .map(station -> station.fitting(form).text())
                .distinct()
                .collect(Collectors.joining(", "));
        List<Station.Grant> grants =
                together.all(group, patience, "the lock (" + forms + ")", s -> s.lock(form, patience));
        Instant takenAt = Instant.now();
        return new Held(
                takenAt,
                grants,
                together.all(group, lockTimeout, "starting the snapshots", s -> s.startSnapshots(form)));
    }

    private Optional<Exception> release(long begin) {
        Optional<Exception> failure = together.surely(group, Station::release);
        stallMillis.accept(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        return failure;
    }

    private Taken taken(Held held, long released) {
        List<StationCut> cuts = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            cuts.add(new StationCut(
                    group.get(i), held.grants().get(i), held.started().get(i), released));
        }
        return new Taken(held.takenAt(), cuts);
    }

    private static RuntimeException notProved(Exception cause) {
        return new UnreachableException(
                "A lock of the cut could not be released in order, so it is not proved that it was held: "
                        + cause.getMessage(),
                cause instanceof ShardarkException known ? known.hint() : "",
                cause);
    }
}
