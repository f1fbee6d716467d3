package io.shardark.engine.cut.pressure;

import io.shardark.engine.cut.Cut;
import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.cut.CutTaker;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.error.RefusedException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.ServerFlavor;
import java.time.Duration;

/**
 * One kind of pressure under which cuts are taken.
 *
 * @param servers how many servers the four shards are on
 * @param cuts how many cuts
 */
record Scenario(
        String name,
        int servers,
        Load load,
        Disturbance.Beginning disturbance,
        CutLevel level,
        Duration deadline,
        WhenMissed whenMissed,
        int cuts) {
    static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);
    private static final int SESSIONS = 2;

    static Scenario of(Load load, Duration deadline, int cuts) {
        return new Scenario(
                load.toString(), 2, load, Disturbance::none, CutLevel.GLOBAL, deadline, WhenMissed.DEGRADE, cuts);
    }

    Scenario with(String what, Disturbance.Beginning beginning) {
        return new Scenario(name + "; " + what, servers, load, beginning, level, deadline, whenMissed, cuts);
    }

    Scenario onServers(int number) {
        return new Scenario(
                name + "; " + number + " servers", number, load, disturbance, level, deadline, whenMissed, cuts);
    }

    Scenario failing() {
        return new Scenario(
                name + "; cut-missed: fail", servers, load, disturbance, level, deadline, WhenMissed.FAIL, cuts);
    }

    Scenario atLevel(CutLevel other) {
        return new Scenario(name + "; " + other.text(), servers, load, disturbance, other, deadline, whenMissed, cuts);
    }

    /**
     * Takes the cuts, each while everybody writes, and fails when one is labelled global and torn, when a writer fails
     * or stands still afterwards, or when a lock remains.
     */
    Tally run(ServerFlavor flavor, long seed) throws Exception {
        Tally tally = new Tally();
        String what = flavor + ", " + name + ", seed " + seed;
        String note = "";
        try (ShardedBank bank = ShardedBank.open(flavor, servers)) {
            try (Disturbance disturbing = disturbance.begin(bank, seed);
                    Writers writers = Writers.start(bank, load, seed)) {
                for (int i = 0; i < cuts; i++) {
                    takeOne(bank, writers, tally, what);
                    writers.awaitMore(load.writers());
                }
                tally.longestTransaction(writers.longestMillis());
                note = disturbing.note();
            }
            bank.assertUnlocked();
        }
        System.out.println(what + ": " + tally + (note.isEmpty() ? "" : "; " + note));
        return tally;
    }

    private void takeOne(ShardedBank bank, Writers writers, Tally tally, String what) {
        CutSettings settings = new CutSettings(level, deadline, LOCK_TIMEOUT, whenMissed);
        try (Cut cut = new CutTaker(new Sessions(), ProgressListener.NONE).take(bank.topology(), SESSIONS, settings)) {
            writers.awaitMore(1);
            tally.add(bank, cut, level, what);
        } catch (RefusedException e) {
            if (whenMissed == WhenMissed.DEGRADE) {
                throw e;
            }
            tally.addRefused();
        }
    }
}
