package io.shardark.samples.benchmark;

import io.shardark.samples.benchmark.Measurement.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The measurements of several tools that ran in turns, and what they come to. */
final class Series {
    private final String title;
    private final Map<String, List<Measurement>> runs = new LinkedHashMap<>();

    Series(String title) {
        this.title = title;
    }

    void add(String tool, Measurement measurement) {
        runs.computeIfAbsent(tool, key -> new ArrayList<>()).add(measurement);
    }

    /**
     * A Markdown table: each tool's medians, and the median of what it took over what the first tool took in the same
     * round, since ratios of neighbours hold on machines whose speed drifts.
     */
    String markdown() {
        StringBuilder text = new StringBuilder("| " + title);
        for (Figure figure : Figure.values()) {
            text.append(" | ").append(figure.title());
        }
        text.append(" | wall ratio | client CPU ratio |\n")
                .append("|---".repeat(Figure.values().length + 3))
                .append("|\n");
        List<Measurement> first = runs.values().iterator().next();
        runs.forEach((tool, measured) -> {
            text.append("| ").append(tool);
            for (Figure figure : Figure.values()) {
                text.append(" | ").append(number(median(measured.stream().mapToDouble(run -> run.figure(figure)))));
            }
            text.append(" | ").append(number(ratio(measured, first, Figure.WALL)));
            text.append(" | ")
                    .append(number(ratio(measured, first, Figure.CLIENT)))
                    .append(" |\n");
        });
        return text.toString();
    }

    private static double ratio(List<Measurement> measured, List<Measurement> first, Figure figure) {
        int rounds = Math.min(measured.size(), first.size());
        return median(IntStream.range(0, rounds)
                .mapToDouble(n -> measured.get(n).figure(figure) / first.get(n).figure(figure)));
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
