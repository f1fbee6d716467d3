package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.ServerFlavor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cut under writers that transfer between shards shows the same total as ever, or does not call itself global. */
class HonestCutTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    /**
     * Up to this product of writers and percentage of cross-shard transfers most cuts have to be global. Beyond it, at
     * nearly every moment somebody has written to one shard and is about to write to the other, since these writers never
     * pause.
     */
    private static final int LIGHT = 400;

    private static final CutSettings GLOBAL =
            new CutSettings(CutLevel.GLOBAL, Duration.ofSeconds(30), Duration.ofSeconds(1), WhenMissed.DEGRADE);
    private static final CutSettings INSTANT =
            new CutSettings(CutLevel.INSTANT, Duration.ofSeconds(30), Duration.ofSeconds(1), WhenMissed.DEGRADE);

    /** What many cuts under load came to. */
    private static final class Outcome {
        private final LongSummaryStatistics attempts = new LongSummaryStatistics();
        private final LongSummaryStatistics bounds = new LongSummaryStatistics();
        private int global;
        private int torn;
        private int tornGlobal;

        void add(Bank bank, Cut cut) {
            boolean whole = bank.total(cut, 0) == Bank.TOTAL && bank.total(cut, 1) == Bank.TOTAL;
            boolean labelled = cut.record().level() == CutLevel.GLOBAL;
            global += labelled ? 1 : 0;
            torn += whole ? 0 : 1;
            tornGlobal += labelled && !whole ? 1 : 0;
            attempts.accept(cut.record().attempts());
            bounds.accept(cut.longestStallMillis());
        }

        String summary(Transfers transfers) {
            return String.format(
                    "%d cuts, %d global, %d torn (%d of them labelled global), %.2f attempts each, at most %d;"
                            + " longest stall of a writer %d ms, computed bound %d ms; %d transfers",
                    attempts.getCount(),
                    global,
                    torn,
                    tornGlobal,
                    attempts.getAverage(),
                    attempts.getMax(),
                    transfers.longestStallMillis(),
                    bounds.getMax(),
                    transfers.count());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void noGlobalCutIsTorn(ServerFlavor flavor) throws SQLException {
        run(flavor, 4, 50, 25);
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void noGlobalCutIsTornUnderAnyLoad(ServerFlavor flavor) throws SQLException {
        for (int writers : new int[] {1, 4, 16, 32}) {
            for (int crossPercent : new int[] {1, 20, 50, 100}) {
                run(flavor, writers, crossPercent, 32);
            }
        }
    }

    private static void run(ServerFlavor flavor, int writers, int crossPercent, int cuts) throws SQLException {
        long seed = new SplittableRandom().nextLong();
        try (Bank bank = Bank.open(flavor)) {
            Outcome outcome = new Outcome();
            Transfers transfers = Transfers.start(bank, writers, crossPercent, seed);
            try (transfers) {
                for (int i = 0; i < cuts; i++) {
                    try (Cut cut = take(bank, GLOBAL)) {
                        outcome.add(bank, cut);
                    }
                }
            }
            String summary = flavor + ", " + writers + " writers, " + crossPercent + " % across shards, seed " + seed
                    + ": " + outcome.summary(transfers);
            System.out.println(summary);
            assertEquals(0, outcome.tornGlobal, summary);
            if (writers * crossPercent <= LIGHT) {
                assertTrue(outcome.global >= 0.8 * cuts, summary);
            }
        }
    }

    /** Without this the test above could be one that never fails. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void weakerCutsAreTornSometimes(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            Outcome outcome = new Outcome();
            Transfers transfers = Transfers.start(bank, 8, 100, 1);
            try (transfers) {
                while (outcome.torn == 0 && outcome.attempts.getCount() < 100) {
                    try (Cut cut = take(bank, INSTANT)) {
                        outcome.add(bank, cut);
                    }
                }
            }
            assertTrue(outcome.torn > 0, outcome.summary(transfers));
            assertEquals(0, outcome.global);
        }
    }

    private static Cut take(Bank bank, CutSettings settings) {
        return new CutTaker(new Sessions(), ProgressListener.NONE).take(bank.topology(), 2, settings);
    }
}
