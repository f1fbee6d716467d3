package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Walks along an index and stops at every n-th key. */
final class RangeWalk implements Iterator<KeyRange> {
    private final Session session;
    private final String schema;
    private final TableRecord table;
    private final String index;
    private final long rowsPerRange;
    private final List<KeyType> types;

    private List<String> after = List.of();
    private boolean ended;

    RangeWalk(Session session, String schema, TableRecord table, String index, long rowsPerRange) {
        this.session = session;
        this.schema = schema;
        this.table = table;
        this.index = index;
        this.rowsPerRange = rowsPerRange;
        this.types = table.key().stream()
                .map(name -> typeOf(table.columns().get(table.columnNames().indexOf(name))))
                .toList();
    }

    private static KeyType typeOf(ColumnRecord column) {
        return KeyType.of(column).orElseThrow(() -> new IllegalArgumentException(column.type() + " cannot be a key"));
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public KeyRange next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        KeyRange rest = new KeyRange(table, index, after, List.of());
        List<List<String>> keys =
                session.query(RowQuery.keys(schema, rest) + " LIMIT 1 OFFSET " + (rowsPerRange - 1), this::key);
        if (keys.isEmpty()) {
            ended = true;
            return rest;
        }
        KeyRange next = new KeyRange(table, index, after, keys.get(0));
        after = keys.get(0);
        return next;
    }

    private List<String> key(ResultSet row) throws SQLException {
        List<String> key = new ArrayList<>(types.size());
        for (int i = 0; i < types.size(); i++) {
            key.add(types.get(i).literal(row.getBytes(i + 1)));
        }
        return key;
    }
}
