package io.shardark.engine.pace;

import io.shardark.engine.progress.ProgressEvent.WaitBegan;
import io.shardark.engine.progress.ProgressEvent.WaitEnded;
import io.shardark.engine.progress.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who waits for what, and how long it was altogether. Safe for use by several threads. */
final class WaitLog {
    private final PaceClock clock;
    private final ProgressListener progress;
    private final Map<Key, Tally> tallies = new LinkedHashMap<>();

    WaitLog(PaceClock clock, ProgressListener progress) {
        this.clock = clock;
        this.progress = progress;
    }

    private record Key(WaitReason reason, String instance) {}

    private static final class Tally {
        private int waiting;
        private long since;
        private long nanos;
        private String sentence = "";
    }

    /** A worker waits for its turn, which is how limits of speed work and no news. */
    synchronized void began(WaitReason reason) {
        begin(new Key(reason, ""));
    }

    synchronized void ended(WaitReason reason) {
        end(new Key(reason, ""));
    }

    /** A worker waits because of an obstacle; the first one is told. */
    synchronized void began(Obstacle obstacle) {
        Tally tally = begin(new Key(obstacle.reason(), obstacle.instance()));
        if (tally.waiting == 1) {
            tally.sentence = obstacle.sentence();
            progress.on(new WaitBegan(tally.sentence));
        }
    }

    synchronized void ended(Obstacle obstacle) {
        Tally tally = end(new Key(obstacle.reason(), obstacle.instance()));
        if (tally.waiting == 0) {
            progress.on(new WaitEnded(tally.sentence));
        }
    }

    private Tally begin(Key key) {
        Tally tally = tallies.computeIfAbsent(key, unused -> new Tally());
        if (tally.waiting == 0) {
            tally.since = clock.nanos();
        }
        tally.waiting++;
        return tally;
    }

    private Tally end(Key key) {
        Tally tally = tallies.computeIfAbsent(key, unused -> new Tally());
        tally.waiting--;
        if (tally.waiting == 0) {
            tally.nanos += clock.nanos() - tally.since;
        }
        return tally;
    }

    /** The waits that have ended, by reason. */
    synchronized PaceReport report() {
        List<PaceReport.Wait> waits = new ArrayList<>();
        tallies.forEach((key, tally) ->
                waits.add(new PaceReport.Wait(key.reason, key.instance, Duration.ofNanos(tally.nanos))));
        waits.sort(Comparator.comparing(PaceReport.Wait::reason).thenComparing(PaceReport.Wait::instance));
        return new PaceReport(waits);
    }
}
