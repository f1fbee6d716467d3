package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.ColumnForm;
import io.shardark.format.catalog.ColumnRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A column of a table at the source, invisible ones included.
 *
 * @param generated whether the server computes its values, so that they are not stored; a column with an expression as
 *     its default is not generated
 * @param rowEnd whether it says until when a row of a system-versioned table is current
 * @param comparedAsOrdered whether the server compares its values as it orders them in an index
 */
record SourceColumn(String table, ColumnRecord record, boolean generated, boolean rowEnd, boolean comparedAsOrdered) {
    private static final Set<String> MYSQL_TEXTS = Set.of("json");
    private static final Set<String> MARIADB_TEXTS = Set.of("uuid", "inet4", "inet6");

    /** The columns of all tables of a schema, in their order. */
    static Map<String, List<SourceColumn>> ofSchema(Session session, String schema) {
        boolean mariaDb = session.server().isMariaDb();
        return session
                .query(
                        "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, CHARACTER_SET_NAME, GENERATION_EXPRESSION,"
                                + " COLLATION_NAME"
                                + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = " + SqlText.literal(schema)
                                + " ORDER BY TABLE_NAME, ORDINAL_POSITION",
                        row -> column(row, mariaDb))
                .stream()
                .collect(Collectors.groupingBy(SourceColumn::table));
    }

    /**
     * MariaDB orders CHAR with its padding and compares it without, which differ in a collation without padding: in an
     * index {@code 'a'} comes after {@code 'a\t'}, in a comparison before.
     */
    private static SourceColumn column(ResultSet row, boolean mariaDb) throws SQLException {
        String type = ServerText.of(row, 3);
        String expression = ServerText.of(row, 5);
        ColumnForm form = form(type, mariaDb);
        String characterSet = form == ColumnForm.TEXT ? "utf8mb4" : ServerText.of(row, 4);
        return new SourceColumn(
                ServerText.of(row, 1),
                new ColumnRecord(ServerText.of(row, 2), type, characterSet, form),
                !expression.isEmpty(),
                expression.equals("ROW END"),
                !type.startsWith("char(") || !ServerText.of(row, 6).contains("nopad"));
    }

    /** MariaDB's JSON is a LONGTEXT, and its type says so. */
    private static ColumnForm form(String columnType, boolean mariaDb) {
        String type = columnType.toLowerCase(Locale.ROOT);
        if (type.startsWith("float") || type.startsWith("double(")) {
            return ColumnForm.DOUBLE;
        }
        return (mariaDb ? MARIADB_TEXTS : MYSQL_TEXTS).contains(type) ? ColumnForm.TEXT : ColumnForm.BYTES;
    }
}
