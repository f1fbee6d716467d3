package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server itself says about a schema: an exact text of every value of every row, and SHOW CREATE of everything.
 * Nothing of it is made by the code under test. HEX of a number would round it, and FLOAT as text has six digits.
 */
public final class ServerText {
    /** Longer values are compared by length and SHA-512, which the server computes. */
    private static final int LONGEST_IN_FULL = 65_536;

    private ServerText() {}

    /** Everything in a schema, by kind and name. */
    public static Map<String, List<String>> of(Session session, String schema) {
        Map<String, List<String>> all = new TreeMap<>();
        session.execute("USE " + SqlText.name(schema));
        for (String table : names(session, schema, "BASE TABLE", "SYSTEM VERSIONED")) {
            all.put("rows of " + table, rows(session, schema, table));
            all.put("definition of " + table, show(session, "TABLE", table, 2));
        }
        for (String view : names(session, schema, "VIEW")) {
            all.put("view " + view, showAll(session, "VIEW", view));
        }
        for (String sequence : names(session, schema, "SEQUENCE")) {
            all.put("sequence " + sequence, show(session, "TABLE", sequence, 2));
        }
        String where = " WHERE TRIGGER_SCHEMA = " + SqlText.literal(schema);
        session.query("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS" + where, row -> row.getString(1))
                .forEach(name -> all.put("trigger " + name, showAll(session, "TRIGGER", name)));
        session.query(
                        "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = "
                                + SqlText.literal(schema),
                        row -> row.getString(1))
                .forEach(name -> all.put("event " + name, showAll(session, "EVENT", name)));
        session.query(
                        "SELECT ROUTINE_TYPE, ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = "
                                + SqlText.literal(schema),
                        row -> List.of(row.getString(1), row.getString(2)))
                .forEach(routine -> all.put(
                        routine.get(0).toLowerCase(Locale.ROOT) + " " + routine.get(1),
                        showAll(session, routine.get(0), routine.get(1))));
        return all;
    }

    /** Fails with the first thing that differs instead of everything. */
    public static void assertSame(String place, Map<String, List<String>> expected, Map<String, List<String>> found) {
        expected.forEach((name, text) -> assertEquals(text, found.getOrDefault(name, List.of()), place + ": " + name));
        assertEquals(expected.keySet(), found.keySet(), place);
    }

    private static List<String> names(Session session, String schema, String... types) {
        return session.query(
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + SqlText.literal(schema)
                        + " AND TABLE_TYPE IN ('" + String.join("', '", types) + "')",
                row -> row.getString(1));
    }

    private static List<String> show(Session session, String kind, String name, int column) {
        return session.query("SHOW CREATE " + kind + " " + SqlText.name(name), row -> row.getString(column));
    }

    /** The definition of a routine, view, trigger or event, with what decides how its text is understood. */
    private static List<String> showAll(Session session, String kind, String name) {
        return session.query("SHOW CREATE " + kind + " " + SqlText.name(name), row -> {
            StringBuilder text = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                String column = row.getMetaData().getColumnLabel(i);
                if (!column.equals("Created")) {
                    text.append(column).append(": ").append(row.getString(i)).append('\n');
                }
            }
            return text.toString();
        });
    }

    /**
     * An exact text of every row, sorted. Since when and until when a row of a system-versioned table is current is the
     * server's own business, which no backup can bring back.
     */
    private static List<String> rows(Session session, String schema, String table) {
        List<String> values = session.query(
                "SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = "
                        + SqlText.literal(schema) + " AND TABLE_NAME = " + SqlText.literal(table)
                        + " AND IFNULL(GENERATION_EXPRESSION, '') NOT IN ('ROW START', 'ROW END')"
                        + " ORDER BY ORDINAL_POSITION",
                row -> "IFNULL(" + exact(SqlText.name(row.getString(1)), row.getString(2)) + ", 'NULL')");
        List<String> rows = new ArrayList<>(session.query(
                "SELECT CONCAT_WS('|', " + String.join(", ", values) + ") FROM " + SqlText.name(table),
                row -> row.getString(1)));
        rows.sort(null);
        return rows;
    }

    private static String exact(String column, String type) {
        return switch (type) {
            case "float", "double" -> "CAST(CAST(" + column + " AS DOUBLE) AS CHAR)";
            case "bit" -> "BIN(" + column + " + 0)";
            // Only MySQL has such a type, and types of its own inside.
            case "json" -> "CONCAT(JSON_TYPE(" + column + "), CAST(" + column + " AS CHAR))";
            case "enum", "set" -> "CONCAT(" + column + " + 0, ':', HEX(" + column + "))";
            case "tinyint",
                    "smallint",
                    "mediumint",
                    "int",
                    "bigint",
                    "decimal",
                    "year",
                    "date",
                    "datetime",
                    "timestamp",
                    "time",
                    "uuid",
                    "inet4",
                    "inet6" -> "CAST(" + column + " AS CHAR)";
            // Texts, bytes, and spatial types with their SRID.
            default ->
                "IF(LENGTH(" + column + ") > " + LONGEST_IN_FULL + ", CONCAT(LENGTH(" + column + "), ':', SHA2("
                        + column + ", 512)), HEX(" + column + "))";
        };
    }
}
