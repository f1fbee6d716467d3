package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Divides a table into ranges by walking along an index and stopping at every n-th key. The ranges come in the order of
 * the key; together they hold every row exactly once. Used by one thread at a time, but any session of the same
 * snapshot can take the next step.
 */
public final class RangePlan {
    private final String schema;
    private final TableRecord table;
    private final String index;
    private final long rowsPerRange;
    private final List<KeyType> types;

    private List<String> after = List.of();
    private boolean ended;

    private RangePlan(String schema, TableRecord table, String index, long rowsPerRange, List<KeyType> types) {
        this.schema = schema;
        this.table = table;
        this.index = index;
        this.rowsPerRange = rowsPerRange;
        this.types = types;
    }

    /** Stops at every n-th key of an index. */
    static RangePlan along(String schema, TableRecord table, String index, long rowsPerRange) {
        List<KeyType> types = table.key().stream()
                .map(name -> typeOf(table.columns().get(table.columnNames().indexOf(name))))
                .toList();
        return new RangePlan(schema, table, index, rowsPerRange, types);
    }

    /** One range with everything; without an index the rows come in no order. */
    static RangePlan whole(String schema, TableRecord table, String index) {
        return new RangePlan(schema, table, index, Long.MAX_VALUE, List.of());
    }

    /** The next range; empty after the last one. */
    public Optional<KeyRange> next(Session session) {
        if (ended) {
            return Optional.empty();
        }
        KeyRange rest = new KeyRange(table, index, after, List.of());
        List<String> end = types.isEmpty() ? List.of() : end(session, rest);
        if (end.isEmpty()) {
            ended = true;
            return Optional.of(rest);
        }
        after = end;
        return Optional.of(new KeyRange(table, index, rest.after(), end));
    }

    /** Whether the last range was given out. */
    public boolean ended() {
        return ended;
    }

    private List<String> end(Session session, KeyRange rest) {
        return session.query(RowQuery.keys(schema, rest) + " LIMIT 1 OFFSET " + (rowsPerRange - 1), this::key).stream()
                .findFirst()
                .orElse(List.of());
    }

    private List<String> key(ResultSet row) throws SQLException {
        List<String> key = new ArrayList<>(types.size());
        for (int i = 0; i < types.size(); i++) {
            key.add(types.get(i).literal(row.getBytes(i + 1)));
        }
        return key;
    }

    private static KeyType typeOf(ColumnRecord column) {
        return KeyType.of(column).orElseThrow(() -> new IllegalArgumentException(column.type() + " cannot be a key"));
    }
}
