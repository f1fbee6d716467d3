package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.read.TableEstimate;
import java.util.Comparator;
import java.util.List;

/**
 * What information_schema says about a table, view or sequence.
 *
 * @param created as the server writes it; empty when it does not know
 */
record TableEntry(
        String name, Kind kind, boolean systemVersioned, String engine, TableEstimate estimate, String created) {
    enum Kind {
        TABLE,
        VIEW,
        SEQUENCE
    }

    /** All of a schema, sorted by name. */
    static List<TableEntry> list(Session session, String schema) {
        return session
                .query(
                        "SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_ROWS, DATA_LENGTH, CREATE_TIME"
                                + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + SqlText.literal(schema),
                        row -> new TableEntry(
                                ServerText.of(row, 1),
                                kind(ServerText.of(row, 2)),
                                ServerText.of(row, 2).equals("SYSTEM VERSIONED"),
                                ServerText.of(row, 3),
                                new TableEstimate(row.getLong(4), row.getLong(5)),
                                ServerText.of(row, 6)))
                .stream()
                .sorted(Comparator.comparing(TableEntry::name))
                .toList();
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "VIEW" -> Kind.VIEW;
            case "SEQUENCE" -> Kind.SEQUENCE;
            default -> Kind.TABLE;
        };
    }
}
