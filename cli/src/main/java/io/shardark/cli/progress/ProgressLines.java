package io.shardark.cli.progress;

import io.shardark.cli.output.Amounts;
import io.shardark.cli.output.Display;
import io.shardark.cli.progress.ShardProgress.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Turns progress into lines; the same progress gives the same lines. */
final class ProgressLines {
    private static final int MOST_SHARDS_SHOWN = 8;
    private static final int MOST_WAITS_SHOWN = 3;
    private static final int BAR_WIDTH = 20;
    private static final int NAME_WIDTH = 16;

    private ProgressLines() {}

    /** For a terminal: a total, and a line for each of the busiest shards. */
    static List<String> forScreen(Progress progress, Screen screen) {
        List<String> lines = new ArrayList<>();
        lines.add(progress.shards().isEmpty() ? progress.step() + " ..." : total(progress));
        progress.waits().stream()
                .limit(Math.min(MOST_WAITS_SHOWN, screen.lines() - 3))
                .forEach(why -> lines.add("  waiting: " + why));
        List<ShardProgress> running = progress.shards().stream()
                .filter(shard -> shard.status() == Status.RUNNING)
                .sorted(Comparator.comparingLong(ProgressLines::remaining).reversed())
                .toList();
        int room = Math.min(MOST_SHARDS_SHOWN, screen.lines() - 2 - lines.size());
        running.stream().limit(room).forEach(shard -> lines.add(line(shard)));
        if (running.size() > room) {
            lines.add("  ... and " + Amounts.count(running.size() - Math.max(0, room), "more running shard"));
        }
        return lines.stream()
                .map(line -> Display.fitted(Display.harmless(line), screen.columns() - 1))
                .toList();
    }

    /** For a log: everything in one line. */
    static String forLog(Progress progress) {
        String waits = progress.waits().isEmpty() ? "" : "; waiting: " + String.join("; ", progress.waits());
        String done = progress.shards().isEmpty()
                ? " ..."
                : ": " + Fractions.percent(progress.fraction()) + ", " + amounts(progress);
        return Display.harmless(progress.step() + done + waits);
    }

    private static String total(Progress progress) {
        return progress.step() + " " + Fractions.bar(progress.fraction(), BAR_WIDTH) + " "
                + Fractions.percent(progress.fraction()) + "  " + amounts(progress);
    }

    private static String amounts(Progress progress) {
        List<String> parts = new ArrayList<>();
        parts.add(
                progress.doneShards() + " of " + Amounts.count(progress.shards().size(), "shard") + " done");
        parts.add(Amounts.count(progress.doneRows(), "row"));
        parts.add(Amounts.bytes(progress.doneBytes()) + " of " + Amounts.bytes(progress.plannedBytes()));
        if (progress.bytesPerSecond() >= 1) {
            parts.add(Amounts.bytes((long) progress.bytesPerSecond()) + "/s");
        }
        if (progress.fraction() < 1) {
            progress.secondsLeft().ifPresent(seconds -> parts.add(Amounts.wholeSeconds(seconds) + " left"));
        }
        return String.join(", ", parts);
    }

    private static long remaining(ShardProgress shard) {
        return shard.plannedBytes() - shard.doneBytes();
    }

    private static String line(ShardProgress shard) {
        String name = Display.fitted(shard.name(), NAME_WIDTH);
        return "  " + name + " ".repeat(NAME_WIDTH - Display.width(name)) + " "
                + String.format(Locale.ROOT, "%7s", Fractions.percent(shard.fraction())) + "  "
                + Amounts.count(shard.doneRows(), "row") + ", " + Amounts.bytes(shard.doneBytes()) + " of "
                + Amounts.bytes(Math.max(shard.plannedBytes(), shard.doneBytes())) + "  " + shard.table();
    }
}
