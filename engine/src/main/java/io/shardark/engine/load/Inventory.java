package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that exists in a schema, the ledger excepted. */
record Inventory(List<Entry> entries) {
    private static final Map<String, String> QUERIES = Map.of(
            "SELECT LOWER(TABLE_TYPE), TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ",
            "ORDER BY TABLE_NAME",
            "SELECT LOWER(ROUTINE_TYPE), ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ",
            "ORDER BY ROUTINE_TYPE, ROUTINE_NAME",
            "SELECT 'trigger', TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ",
            "ORDER BY TRIGGER_NAME",
            "SELECT 'event', EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ",
            "ORDER BY EVENT_NAME");

    Inventory {
        entries = List.copyOf(entries);
    }

    /**
     * Something in a schema.
     *
     * @param kind as the server says, in lower case: base table, view, sequence, function, procedure, trigger, event
     */
    record Entry(String kind, String name) {
        /** Whether it shares the name space of tables, so that a table of its name cannot be created. */
        boolean isTableLike() {
            return !List.of("function", "procedure", "trigger", "event", "package", "package body")
                    .contains(kind);
        }

        boolean is(ObjectKind other) {
            return kind.equals(other.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return (isTableLike() && kind.contains("table") ? "table" : kind) + " " + name;
        }
    }

    /** Whether a schema exists. */
    static boolean schemaExists(Session session, String schema) {
        return !session.value(
                        "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = " + SqlText.literal(schema))
                .isEmpty();
    }

    /** Reads a schema; one that does not exist is empty. */
    static Inventory of(Session session, String schema) {
        List<Entry> entries = new ArrayList<>();
        QUERIES.forEach((select, order) -> entries.addAll(session.query(
                select + SqlText.literal(schema) + " " + order, row -> new Entry(row.getString(1), row.getString(2)))));
        entries.removeIf(entry -> entry.name().equals(Ledger.TABLE));
        return new Inventory(entries);
    }

    /** Whether a table, view or sequence of this name exists, in any case when the server does not tell cases apart. */
    boolean hasTable(String name, int lowerCaseTableNames) {
        return entries.stream().anyMatch(entry -> entry.isTableLike() && same(entry.name(), name, lowerCaseTableNames));
    }

    /** Whether an object exists. */
    boolean has(ObjectKind kind, String name) {
        return entries.stream().anyMatch(entry -> entry.is(kind) && entry.name().equalsIgnoreCase(name));
    }

    static boolean same(String one, String other, int lowerCaseTableNames) {
        return lowerCaseTableNames == 0 ? one.equals(other) : one.equalsIgnoreCase(other);
    }
}
