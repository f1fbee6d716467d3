package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.ShardarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Compares the values of STORED generated columns with what their expressions give in a session. A restore stores the
 * latter: a server lets nobody write such a column. What writers stored may differ, since their time zone, sql_mode or
 * language decided, or an older version of the server.
 */
public final class StoredValues {
    private StoredValues() {}

    /**
     * A column with values that are not what its expression gives.
     *
     * @param rows how many; empty when the server could not tell
     */
    public record Different(String column, OptionalLong rows) {}

    /** Whether a table can have such columns, without asking a server. */
    public static boolean possible(TableRecord table) {
        return table.definition().contains(" GENERATED ALWAYS AS (");
    }

    /**
     * Reads the selected rows of a table once, unless it has no such columns.
     *
     * @param session holds the snapshot; used by no one else meanwhile
     * @return the columns in their order; none when all is as it will be
     * @throws io.shardark.format.error.UnreachableException when the session has ended
     */
    public static List<Different> different(Session session, String schema, TableRecord table) {
        List<StoredColumn> columns = StoredColumn.of(session, schema, table);
        List<StoredColumn> comparable = columns.stream()
                .filter(column -> StoredForm.same(column).isPresent())
                .toList();
        List<Different> different = new ArrayList<>();
        columns.stream()
                .filter(column -> !comparable.contains(column))
                .forEach(column -> different.add(new Different(column.name(), OptionalLong.empty())));
        different.addAll(compare(session, schema, table, comparable));
        return different;
    }

    /** A value can make an expression fail; then each column is compared alone. */
    private static List<Different> compare(
            Session session, String schema, TableRecord table, List<StoredColumn> columns) {
        if (columns.isEmpty()) {
            return List.of();
        }
        try {
            return count(session, schema, table, columns);
        } catch (ShardarkException e) {
            // Throws when the session, and the snapshot with it, has ended.
            session.value("SELECT 1");
            if (columns.size() == 1) {
                return List.of(new Different(columns.get(0).name(), OptionalLong.empty()));
            }
            return columns.stream()
                    .flatMap(column -> compare(session, schema, table, List.of(column)).stream())
                    .toList();
        }
    }

    /** Counted here: a server that counts is silent for as long as it reads, which looks like a dead connection. */
    private static List<Different> count(
            Session session, String schema, TableRecord table, List<StoredColumn> columns) {
        long[] rows = new long[columns.size()];
        String same =
                columns.stream().map(StoredForm::same).flatMap(Optional::stream).collect(Collectors.joining(", "));
        RowStream.read(
                session,
                "SELECT " + same + " FROM " + SqlText.name(schema, table.name())
                        + KeyCondition.where(KeyRange.unordered(table)),
                columns.size(),
                "comparing stored generated columns of table " + table.name() + " of schema " + schema,
                values -> add(values, rows));
        List<Different> different = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] > 0) {
                different.add(new Different(columns.get(i).name(), OptionalLong.of(rows[i])));
            }
        }
        return different;
    }

    private static void add(RowValues values, long[] rows) {
        for (int i = 0; i < rows.length; i++) {
            boolean same = values.length(i) == 1 && values.array(i)[values.offset(i)] == '1';
            rows[i] += same ? 0 : 1;
        }
    }
}
