package io.shardark.engine.read;

import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.ColumnForm;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one explicit list of columns with which the rows of a table are read: never {@code *}, which leaves out invisible
 * columns and has generated ones.
 */
public final class ColumnList {
    private static final Pattern FLOAT =
            Pattern.compile("float\\(([0-9]{1,3}),([0-9]{1,2})\\)", Pattern.CASE_INSENSITIVE);

    private ColumnList() {}

    /** The expressions after SELECT, in the order of the row text; a constant for a table that stores no column. */
    public static String of(TableRecord table, JsonReading json) {
        return table.columns().isEmpty()
                ? "1"
                : table.columns().stream()
                        .map(column -> expression(column, json))
                        .collect(Collectors.joining(", "));
    }

    /** Whether there are two ways of reading a table. */
    static boolean hasJson(TableRecord table) {
        return table.columns().stream().anyMatch(ColumnList::isJson);
    }

    /** Whether it is a JSON column of MySQL; MariaDB's are text. */
    static boolean isJson(ColumnRecord column) {
        return column.form() == ColumnForm.TEXT && column.type().equalsIgnoreCase("json");
    }

    /** The text of a FLOAT has six digits. {@code c + 0e0} would have all of them too, but it turns -0 into 0. */
    private static String expression(ColumnRecord column, JsonReading json) {
        String name = SqlText.name(column.name());
        if (isJson(column) && json == JsonReading.READ_AGAIN) {
            return "CAST(CONVERT(" + name + " USING utf8mb4) AS JSON)";
        }
        if (column.form() != ColumnForm.DOUBLE) {
            return name;
        }
        String exact = "CAST(" + name + " AS DOUBLE)";
        return limit(column.type())
                .map(limit -> "LEAST(GREATEST(" + exact + ", -" + limit + "), " + limit + ")")
                .orElse(exact);
    }

    /**
     * The largest value that a FLOAT(M,D) takes, where the nearest FLOAT is beyond it: 999999.999 is stored as 1000000,
     * which a server would not take back.
     */
    private static Optional<String> limit(String type) {
        Matcher precision = FLOAT.matcher(type);
        if (!precision.lookingAt()) {
            return Optional.empty();
        }
        int decimals = Integer.parseInt(precision.group(2));
        int digits = Integer.parseInt(precision.group(1)) - decimals;
        String largest = (digits == 0 ? "0" : "9".repeat(digits)) + (decimals == 0 ? "" : "." + "9".repeat(decimals));
        return new BigDecimal(Float.parseFloat(largest)).compareTo(new BigDecimal(largest)) > 0
                ? Optional.of(largest + "e0")
                : Optional.empty();
    }
}
