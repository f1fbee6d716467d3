package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.error.RefusedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads the definitions of views, triggers, routines and events. */
final class ObjectText {
    private ObjectText() {}

    /**
     * Runs a reading during which the server converts definitions to UTF-8. A server keeps them in the character set of
     * the client that made them, and sends those bytes when {@code character_set_results} is NULL. Tables, on the other
     * hand, are read with NULL: otherwise MySQL shows characters beyond U+FFFF in CHECK constraints and generated
     * columns as question marks.
     */
    static <T> T inTheirOwnCharacterSets(Session session, Supplier<T> reading) {
        session.execute("SET SESSION character_set_results = utf8mb4");
        try {
            return reading.get();
        } finally {
            session.execute("SET SESSION character_set_results = NULL");
        }
    }

    /**
     * Reads one object.
     *
     * @param sql its SHOW CREATE statement
     * @param column the column of the result with the definition
     */
    static SchemaObject read(Session session, ObjectKind kind, String name, String table, String sql, String column) {
        List<SchemaObject> found = session.query(
                sql,
                row -> new SchemaObject(
                        kind,
                        name,
                        table,
                        ServerText.of(row, column),
                        optional(row, "sql_mode"),
                        optional(row, "character_set_client"),
                        optional(row, "collation_connection"),
                        optional(row, "time_zone")));
        if (found.isEmpty() || found.get(0).definition().isEmpty()) {
            throw new RefusedException(
                    "the definition of " + kind.name().toLowerCase(Locale.ROOT) + " " + name
                            + " cannot be seen by the user "
                            + session.instance().user() + " of "
                            + session.instance().place(),
                    "Grant SHOW_ROUTINE on *.* (MySQL) or SELECT on mysql.proc (MariaDB) to the user.");
        }
        return found.get(0);
    }

    private static String optional(ResultSet row, String column) throws SQLException {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            if (row.getMetaData().getColumnLabel(i).equalsIgnoreCase(column)) {
                return ServerText.of(row, i);
            }
        }
        return "";
    }
}
