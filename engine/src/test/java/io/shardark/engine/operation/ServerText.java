package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server itself says about a schema: an exact text of every value of every row, and SHOW CREATE of everything.
 * Nothing of it is made by the code under test. HEX of a number would round it, and FLOAT as text has six digits.
 */
final class ServerText {
    private ServerText() {}

    /** Everything in a schema, by kind and name. */
    static Map<String, List<String>> of(Session session, String schema) {
        Map<String, List<String>> all = new TreeMap<>();
        session.execute("USE " + SqlText.name(schema));
        for (String table : names(session, schema, "BASE TABLE")) {
            all.put("rows of " + table, rows(session, schema, table));
            all.put("definition of " + table, show(session, "TABLE", table, 2));
        }
        for (String view : names(session, schema, "VIEW")) {
            all.put("view " + view, show(session, "VIEW", view, 2));
        }
        String where = " WHERE TRIGGER_SCHEMA = " + SqlText.literal(schema);
        session.query("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS" + where, row -> row.getString(1))
                .forEach(name -> all.put("trigger " + name, show(session, "TRIGGER", name, 3)));
        session.query(
                        "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = "
                                + SqlText.literal(schema),
                        row -> row.getString(1))
                .forEach(name -> all.put("event " + name, show(session, "EVENT", name, 4)));
        session.query(
                        "SELECT ROUTINE_TYPE, ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = "
                                + SqlText.literal(schema),
                        row -> List.of(row.getString(1), row.getString(2)))
                .forEach(routine ->
                        all.put("routine " + routine.get(1), show(session, routine.get(0), routine.get(1), 3)));
        return all;
    }

    /** Fails with the first thing that differs instead of everything. */
    static void assertSame(String place, Map<String, List<String>> expected, Map<String, List<String>> found) {
        expected.forEach((name, text) -> assertEquals(text, found.getOrDefault(name, List.of()), place + ": " + name));
        assertEquals(expected.keySet(), found.keySet(), place);
    }

    private static List<String> names(Session session, String schema, String type) {
        return session.query(
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + SqlText.literal(schema)
                        + " AND TABLE_TYPE = '" + type + "'",
                row -> row.getString(1));
    }

    private static List<String> show(Session session, String kind, String name, int column) {
        return session.query("SHOW CREATE " + kind + " " + SqlText.name(name), row -> row.getString(column));
    }

    private static List<String> rows(Session session, String schema, String table) {
        List<String> values = session.query(
                "SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = "
                        + SqlText.literal(schema) + " AND TABLE_NAME = " + SqlText.literal(table)
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
            case "json" -> "CAST(" + column + " AS CHAR)";
            case "geometry", "point", "linestring", "polygon", "geomcollection", "multipoint" ->
                "CONCAT(ST_SRID(" + column + "), ':', HEX(ST_AsBinary(" + column + ")))";
            case "char",
                    "varchar",
                    "tinytext",
                    "text",
                    "mediumtext",
                    "longtext",
                    "enum",
                    "set",
                    "binary",
                    "varbinary",
                    "tinyblob",
                    "blob",
                    "mediumblob",
                    "longblob",
                    "vector" -> "HEX(" + column + ")";
            default -> "CAST(" + column + " AS CHAR)";
        };
    }
}
