package io.shardark.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in aligned columns. */
final class Columns {
    private static final String GAP = "  ";

    private final List<Side> sides;
    private final List<List<String>> rows = new ArrayList<>();

    /** Where the text of a column sticks to. */
    enum Side {
        LEFT,
        RIGHT
    }

    Columns(Side... sides) {
        this.sides = List.of(sides);
    }

    /** Adds a row; it has as many cells as there are columns. */
    Columns row(String... cells) {
        if (cells.length != sides.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + sides.size() + " columns");
        }
        rows.add(List.copyOf(Arrays.asList(cells)));
        return this;
    }

    /** The rows as lines, indented by two spaces. */
    List<String> lines() {
        int[] widths = new int[sides.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Display.width(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - Display.width(row.get(i)));
            line.append(GAP).append(sides.get(i) == Side.RIGHT ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
