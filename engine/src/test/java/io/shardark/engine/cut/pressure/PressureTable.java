package io.shardark.engine.cut.pressure;

import io.shardark.engine.fidelity.FidelityDocument;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.samples.servers.ServerFlavor;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The measured section of docs/FIDELITY.md; written anew after every scenario, so that an interrupted run tells what it
 * did.
 */
final class PressureTable {
    private static final String SECTION = "the cut under pressure";

    private final List<String> rows = new ArrayList<>();
    private double leastLoad = Double.MAX_VALUE;
    private double mostLoad;
    private int cuts;
    private int global;

    void add(ServerFlavor flavor, Scenario scenario, Tally tally) throws SQLException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        leastLoad = Math.min(leastLoad, load);
        mostLoad = Math.max(mostLoad, load);
        cuts += tally.cuts();
        global += tally.global();
        rows.add("| " + scenario.name() + " | " + column(flavor) + " | " + tally.cells() + " |");
        FidelityDocument.ofProject().measured(SECTION, lines());
    }

    private static String column(ServerFlavor flavor) throws SQLException {
        try (ShardedBank bank = ShardedBank.open(flavor, 1);
                Session session =
                        new Sessions().open(bank.topology().instances().get(0))) {
            return FidelityDocument.column(session.server());
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d cuts, of which %,d were global and none of those torn. %d processors, load average %.0f to %.0f meanwhile.",
                cuts,
                global,
                Runtime.getRuntime().availableProcessors(),
                leastLoad,
                mostLoad));
        lines.add("");
        lines.add(
                "| pressure | server | cuts | global | attempts: mean, most | locks held at most | longest transaction of a writer |");
        lines.add("|---|---|---|---|---|---|---|");
        lines.addAll(rows);
        return lines;
    }
}
