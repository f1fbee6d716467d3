package io.shardark.engine.cut;

import io.shardark.engine.cut.AttemptFailure.Kind;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.manifest.CutLevel;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;

/** Tries again until it succeeds, cannot succeed, or the time is up; counts the attempts. */
final class Attempts {
    /** A deadline that a higher level has used up still leaves the next level a fair chance. */
    private static final int FEWEST = 3;
    /** How much of the lock time-out each attempt may take, in 32nds; then over again. */
    private static final int[] SHARES = {2, 1, 1, 2, 1, 4, 1, 1, 2, 1, 8, 1, 1, 2, 1, 32};
    /** Nobody waits for a snapshot without a lock; it may take its time. */
    private static final long ASKING_SECONDS = 30;

    private final Together together;
    private final CutSettings settings;
    private final ProgressListener listener;
    private final Backoff backoff;
    private final long deadline;
    private final LongSummaryStatistics stallMillis = new LongSummaryStatistics();
    private int count;

    /** The time for all attempts begins now. */
    Attempts(Together together, CutSettings settings, ProgressListener listener, Backoff backoff) {
        this.together = together;
        this.settings = settings;
        this.listener = listener;
        this.backoff = backoff;
        this.deadline = System.nanoTime() + settings.deadline().toNanos();
    }

    /**
     * Locks these instances together and starts their snapshots.
     *
     * @param level the level that the cut shall have
     * @throws AttemptFailure what the last attempt failed with
     */
    Taken lock(List<Station> group, LockForm form, CutLevel level) throws AttemptFailure, InterruptedException {
        Attempt attempt = new Attempt(together, group, form, level, settings.lockTimeout(), stallMillis);
        int failures = 0;
        while (true) {
            count++;
            try {
                return attempt.run(share(failures));
            } catch (AttemptFailure e) {
                failures++;
                notice(e);
                Duration pause = backoff.after(failures);
                if (e.kind() != Kind.BUSY || (failures >= FEWEST && isPastDeadlineAfter(pause))) {
                    throw e;
                }
                Thread.sleep(pause.toMillis());
            }
        }
    }

    /** One snapshot of one instance without any lock. */
    StationCut single(Station station) throws AttemptFailure, InterruptedException {
        for (int failures = 1; ; failures++) {
            count++;
            try {
                List<Station.Started> started = together.all(
                        List.of(station),
                        settings.lockTimeout().plusSeconds(ASKING_SECONDS),
                        "starting the snapshot",
                        Station::startSingleSnapshot);
                lockDefinitions(station);
                return StationCut.withoutLock(station, started.get(0));
            } catch (AttemptFailure e) {
                together.surely(List.of(station), Station::abandonSingleSnapshot)
                        .ifPresent(e::addSuppressed);
                notice(e);
                Duration pause = backoff.after(failures);
                if (e.kind() == Kind.NOT_PERMITTED || (failures >= FEWEST && isPastDeadlineAfter(pause))) {
                    throw e;
                }
                Thread.sleep(pause.toMillis());
            }
        }
    }

    /** Without it the caller has to prove that no definition changed, which is no reason to give up here. */
    private void lockDefinitions(Station station) throws InterruptedException {
        try {
            together.all(
                    List.of(station),
                    settings.lockTimeout().plusSeconds(2),
                    "the backup lock",
                    Station::lockDefinitions);
        } catch (AttemptFailure e) {
            listener.on(new ProgressEvent.Notice(e.withNames()));
        }
    }

    /**
     * Writers that have written on one instance and want to write on the next wait for the locks in a circle, which
     * only giving up ends. Most transactions are short, so that a short wait tells, and many short attempts meet a
     * moment without a circle sooner and stall writers less than few long ones. Long transactions get more time now and
     * then.
     */
    private Duration share(int failures) {
        return settings.lockTimeout()
                .multipliedBy(SHARES[failures % SHARES.length])
                .dividedBy(32);
    }

    private boolean isPastDeadlineAfter(Duration pause) {
        return System.nanoTime() + pause.toNanos() - deadline > 0;
    }

    /** Ever more seldom, since dozens of short attempts are nothing unusual: after attempt 1, 2, 4, 8 and so on. */
    private void notice(AttemptFailure failure) {
        if (Integer.bitCount(count) == 1) {
            listener.on(new ProgressEvent.Notice("cut attempt " + count + " failed: " + failure.withNames()));
        }
    }

    /** How many attempts there were. */
    int count() {
        return count;
    }

    /** How long writers may have waited in the worst attempt; 0 when there was none. */
    long longestStallMillis() {
        return stallMillis.getCount() == 0 ? 0 : stallMillis.getMax();
    }
}
