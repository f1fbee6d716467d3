package io.shardark.engine.fidelity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table in Markdown whose first column names items and whose other columns are servers.
 *
 * @param header the headings, that of the items first; empty for a table that was never written
 * @param rows the cells after the first of each row, by item
 */
record FidelityTable(List<String> header, Map<String, List<String>> rows) {
    private static final String UNKNOWN = "not tested";

    FidelityTable {
        header = List.copyOf(header);
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    static FidelityTable parse(List<String> lines) {
        List<List<String>> table = lines.stream()
                .filter(line -> line.startsWith("|"))
                .map(FidelityTable::cells)
                .toList();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        table.stream().skip(2).forEach(row -> rows.put(row.get(0), row.subList(1, row.size())));
        return new FidelityTable(table.isEmpty() ? List.of() : table.get(0), rows);
    }

    private static List<String> cells(String line) {
        String[] parts = line.split("(?<!\\\\)\\|", -1);
        List<String> cells = new ArrayList<>();
        for (int i = 1; i < parts.length - 1; i++) {
            cells.add(parts[i].strip().replace("\\|", "|"));
        }
        return cells;
    }

    /** This table with one column, and with exactly its items, as they are stated. */
    FidelityTable with(String items, String column, Map<String, String> findings) {
        Set<String> servers = new LinkedHashSet<>(header.isEmpty() ? List.of() : header.subList(1, header.size()));
        servers.add(column);
        List<String> sorted = servers.stream().sorted().toList();
        Map<String, List<String>> changed = new LinkedHashMap<>();
        findings.forEach((item, finding) -> changed.put(
                item,
                sorted.stream()
                        .map(server -> server.equals(column) ? finding : cell(item, server))
                        .toList()));
        List<String> headings = new ArrayList<>(List.of(items));
        headings.addAll(sorted);
        return new FidelityTable(headings, changed);
    }

    private String cell(String item, String column) {
        int place = header.indexOf(column);
        List<String> cells = rows.getOrDefault(item, List.of());
        return place < 1 || place > cells.size() ? UNKNOWN : cells.get(place - 1);
    }

    /** Where one column, or the list of items, is not as it is stated. */
    List<String> differences(String column, Map<String, String> findings) {
        if (!header.contains(column)) {
            return List.of("it has no such column");
        }
        List<String> differences = new ArrayList<>();
        findings.forEach((item, finding) -> {
            String documented = rows.containsKey(item) ? cell(item, column) : "nothing";
            if (!documented.equals(finding)) {
                differences.add(item + ": it says \"" + documented + "\", found \"" + finding + "\"");
            }
        });
        rows.keySet().stream()
                .filter(item -> !findings.containsKey(item))
                .forEach(item -> differences.add(item + ": it is documented, but no longer tested"));
        return differences;
    }

    /** The text in Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(line(header), "|" + "---|".repeat(header.size())));
        rows.forEach((item, cells) -> {
            List<String> row = new ArrayList<>(List.of(item));
            row.addAll(cells);
            lines.add(line(row));
        });
        return lines;
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
