package io.shardark.engine.operation;

import io.shardark.format.catalog.TableRecord;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which tables of a backup an operation is about. A pattern is {@code SHARD.TABLE} or the name of a physical or logical
 * table, in which {@code *} stands for any characters and {@code ?} for one.
 */
public final class TableSelection {
    private final List<String> texts;
    private final List<Pattern> patterns;

    private TableSelection(List<String> texts) {
        this.texts = List.copyOf(texts);
        this.patterns = texts.stream().map(TableSelection::compile).toList();
    }

    /** Everything, including what is not a table. */
    public static TableSelection everything() {
        return new TableSelection(List.of());
    }

    /** The tables that match any of the patterns; everything when there is none. */
    public static TableSelection matching(List<String> patterns) {
        return new TableSelection(patterns);
    }

    /** Whether nothing is left out. */
    public boolean isEverything() {
        return patterns.isEmpty();
    }

    /** Whether a table is selected. */
    public boolean selects(String shard, TableRecord table) {
        return isEverything() || patterns.stream().anyMatch(pattern -> matches(pattern, shard, table));
    }

    private static boolean matches(Pattern pattern, String shard, TableRecord table) {
        return pattern.matcher(table.name()).matches()
                || pattern.matcher(table.logicalTable()).matches()
                || pattern.matcher(shard + "." + table.name()).matches()
                || pattern.matcher(shard + "." + table.logicalTable()).matches();
    }

    private static Pattern compile(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(text.substring(i, i + 1)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    @Override
    public String toString() {
        return isEverything() ? "everything" : String.join(", ", texts);
    }
}
