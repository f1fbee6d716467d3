package io.shardark.engine.schema;

import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.TableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * STORED generated columns of which a restore may make other values. Servers compute them again from what is loaded, in a
 * session whose time zone is UTC; with a TIMESTAMP in the expression, the stored value is that of the writer's time zone.
 */
final class ComputedAnew {
    private static final Pattern STORED =
            Pattern.compile("(?m)^ *(`(?:[^`]|``)+`) .* GENERATED ALWAYS AS (\\(.*\\)) (?:STORED|PERSISTENT)");

    private ComputedAnew() {}

    static List<String> sentences(String place, TableRecord table) {
        List<String> timestamps = table.columns().stream()
                .filter(column -> column.type().toLowerCase(Locale.ROOT).startsWith("timestamp"))
                .map(column -> SqlText.name(column.name()))
                .toList();
        List<String> sentences = new ArrayList<>();
        Matcher stored = STORED.matcher(table.definition());
        while (stored.find()) {
            String expression = stored.group(2);
            if (timestamps.stream().anyMatch(expression::contains)) {
                sentences.add(place + ", column " + stored.group(1)
                        + ": it is stored and generated from a TIMESTAMP; a restore computes it again, in UTC, and where"
                        + " writers had other time zones its values may differ.");
            }
        }
        return sentences;
    }
}
