package io.shardark.engine.cut.pressure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.Cut;
import io.shardark.engine.cut.pressure.ShardedBank.Side;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.CutRecord;
import io.shardark.format.manifest.InstanceEvidence;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Set;

/** What many cuts of one scenario came to. */
final class Tally {
    private final LongSummaryStatistics attempts = new LongSummaryStatistics();
    private final LongSummaryStatistics held = new LongSummaryStatistics();
    private final LongSummaryStatistics bound = new LongSummaryStatistics();
    private int global;
    private int torn;
    private int refused;
    private long longestTransactionMillis;

    /** Reads the bank through a cut, and fails when it is labelled global and holds half a transaction. */
    void add(ShardedBank bank, Cut cut, CutLevel asked, String scenario) {
        CutRecord record = cut.record();
        long first = bank.total(cut, Side.FIRST);
        long second = bank.total(cut, Side.LAST);
        boolean labelled = record.level() == CutLevel.GLOBAL;
        assertEquals(first, second, "two sessions of a cut differ: " + scenario);
        if (labelled) {
            assertEquals(ShardedBank.TOTAL, first, "a global cut holds half a transaction: " + scenario);
        }
        assertRecorded(record, asked, scenario);
        global += labelled ? 1 : 0;
        torn += first == ShardedBank.TOTAL ? 0 : 1;
        attempts.accept(record.attempts());
        held.accept(record.heldMillis());
        bound.accept(cut.longestStallMillis());
    }

    /** A level without its evidence, or a lower one without its reason, would be worth nothing. */
    private static void assertRecorded(CutRecord record, CutLevel asked, String scenario) {
        boolean labelled = record.level() == CutLevel.GLOBAL;
        assertEquals(record.level() == asked, record.reasons().isEmpty(), scenario);
        for (InstanceEvidence evidence : record.instances()) {
            boolean expected =
                    record.level() == CutLevel.PER_INSTANCE || locks(labelled).contains(evidence.lock());
            assertTrue(expected, scenario + ": " + evidence.lock());
            assertTrue(!labelled || evidence.preparedTransactions() == 0, scenario);
        }
    }

    private static Set<String> locks(boolean global) {
        return global
                ? Set.of("FLUSH TABLES ... WITH READ LOCK", "LOCK TABLES ... READ")
                : Set.of("FLUSH TABLES WITH READ LOCK");
    }

    void addRefused() {
        refused++;
    }

    /** The longest that a writer needed for one transaction, over all cuts. */
    void longestTransaction(long millis) {
        longestTransactionMillis = Math.max(longestTransactionMillis, millis);
    }

    int cuts() {
        return (int) attempts.getCount() + refused;
    }

    int global() {
        return global;
    }

    int torn() {
        return torn;
    }

    int refused() {
        return refused;
    }

    /** The cells of a table: cuts, global ones, attempts, locks held, longest transaction. */
    String cells() {
        return String.format(
                Locale.ROOT,
                "%d | %d (%d %%) | %.1f, %d | %s | %s ms",
                cuts(),
                global,
                100 * global / Math.max(1, cuts()),
                attempts.getAverage(),
                Math.max(0, attempts.getMax()),
                held.getCount() == 0 ? "" : held.getMax() + " ms",
                longestTransactionMillis);
    }

    @Override
    public String toString() {
        return String.format(
                "%d cuts: %d global, %d lower (%d torn), %d refused; %.1f attempts each, at most %d; locks held at most %d ms;"
                        + " computed bound of stalls %d ms; longest transaction of a writer %d ms",
                cuts(),
                global,
                attempts.getCount() - global,
                torn,
                refused,
                attempts.getAverage(),
                Math.max(0, attempts.getMax()),
                Math.max(0, held.getMax()),
                Math.max(0, bound.getMax()),
                longestTransactionMillis);
    }
}
