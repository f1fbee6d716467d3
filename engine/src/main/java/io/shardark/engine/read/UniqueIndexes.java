package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.TableRecord;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The unique indexes along which tables can be walked. They order whole columns, none of them nullable: no prefixes,
 * expressions, hashes (MariaDB has them for long columns), or indexes that the optimizer is told not to use. Columns
 * that all descend are walked backwards, in ascending order; with some that do and others that do not, ranges would
 * have to be sorted.
 */
public final class UniqueIndexes {
    private UniqueIndexes() {}

    /**
     * An index.
     *
     * @param columns its columns, in order
     */
    public record UniqueIndex(String table, String name, List<String> columns) {
        public UniqueIndex {
            columns = List.copyOf(columns);
        }
    }

    /** Those of all tables of a schema, by table; the primary key first, then by name. */
    public static Map<String, List<UniqueIndex>> ofSchema(Session session, String schema) {
        return byTable(read(session, "TABLE_SCHEMA = " + SqlText.literal(schema)));
    }

    /** The name of the index that a table's key was taken from; empty when it is gone. */
    static String ofKey(Session session, String schema, TableRecord table) {
        String where =
                "TABLE_SCHEMA = " + SqlText.literal(schema) + " AND TABLE_NAME = " + SqlText.literal(table.name());
        int width = table.key().size();
        return byTable(read(session, where)).getOrDefault(table.name(), List.of()).stream()
                .filter(index -> index.columns().size() >= width
                        && index.columns().subList(0, width).equals(table.key()))
                .map(UniqueIndex::name)
                .findFirst()
                .orElse("");
    }

    private static List<Part> read(Session session, String where) {
        // MariaDB opens the tables for any column, and some versions have no IGNORED. MySQL opens them only to tell how
        // many
        // values they hold, which nobody asks here.
        String columns = session.server().isMariaDb()
                ? "*"
                : "TABLE_NAME, INDEX_NAME, COLUMN_NAME, COLLATION, SUB_PART, INDEX_TYPE, NULLABLE, IS_VISIBLE";
        return session.query(
                "SELECT " + columns + " FROM information_schema.STATISTICS WHERE " + where + " AND NON_UNIQUE = 0"
                        + " ORDER BY TABLE_NAME, INDEX_NAME <> 'PRIMARY', INDEX_NAME, SEQ_IN_INDEX",
                UniqueIndexes::part);
    }

    private static Map<String, List<UniqueIndex>> byTable(List<Part> parts) {
        Map<IndexName, List<Part>> byIndex = new LinkedHashMap<>();
        for (Part part : parts) {
            byIndex.computeIfAbsent(part.index(), index -> new ArrayList<>()).add(part);
        }
        Map<String, List<UniqueIndex>> byTable = new TreeMap<>();
        byIndex.forEach((index, columns) -> {
            boolean oneDirection =
                    columns.stream().map(Part::direction).distinct().count() == 1;
            if (oneDirection && columns.stream().allMatch(Part::usable)) {
                byTable.computeIfAbsent(index.table(), table -> new ArrayList<>())
                        .add(new UniqueIndex(
                                index.table(),
                                index.name(),
                                columns.stream().map(Part::column).toList()));
            }
        });
        return byTable;
    }

    private record IndexName(String table, String name) {}

    /** @param direction A when the column ascends, D when it descends, else it is not ordered */
    private record Part(IndexName index, String column, String direction, boolean usable) {}

    private static Part part(ResultSet row) throws SQLException {
        String column = row.getString("COLUMN_NAME");
        String direction = String.valueOf(row.getString("COLLATION"));
        boolean usable = column != null
                && row.getString("SUB_PART") == null
                && (direction.equals("A") || direction.equals("D"))
                && "BTREE".equals(row.getString("INDEX_TYPE"))
                && !"YES".equals(row.getString("NULLABLE"))
                && !"NO".equals(optional(row, "IS_VISIBLE"))
                && !"YES".equals(optional(row, "IGNORED"));
        return new Part(
                new IndexName(row.getString("TABLE_NAME"), row.getString("INDEX_NAME")),
                column == null ? "" : column,
                direction,
                usable);
    }

    /** A column that only some servers have: IS_VISIBLE is MySQL's, IGNORED is MariaDB's. */
    private static String optional(ResultSet row, String column) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (columns.getColumnLabel(i).equalsIgnoreCase(column)) {
                return String.valueOf(row.getString(i));
            }
        }
        return "";
    }
}
