package io.shardark.engine.read;

import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the key of the row that was taken last, in arrays that are used again. */
final class LastKey {
    private static final int NULL = -1;

    private final TableRecord table;
    private final int[] columns;
    private final KeyType[] types;
    private final byte[][] values;
    private final int[] lengths;

    private LastKey(TableRecord table, int[] columns, KeyType[] types) {
        this.table = table;
        this.columns = columns;
        this.types = types;
        this.values = new byte[columns.length][0];
        this.lengths = new int[columns.length];
    }

    /** A keeper for rows in the order of the range's key; it keeps nothing where there is no order. */
    static LastKey of(KeyRange range) {
        TableRecord table = range.table();
        int width = range.index().isEmpty() ? 0 : table.key().size();
        int[] columns = new int[width];
        KeyType[] types = new KeyType[width];
        for (int i = 0; i < width; i++) {
            columns[i] = table.columnNames().indexOf(table.key().get(i));
            ColumnRecord column = table.columns().get(columns[i]);
            types[i] = KeyType.of(column)
                    .orElseThrow(() -> new IllegalArgumentException(column.type() + " cannot be a key"));
        }
        return new LastKey(table, columns, types);
    }

    /** Keeps the key of a row. */
    void keep(RowValues row) {
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            int length = row.length(column);
            lengths[i] = row.isNull(column) ? NULL : length;
            if (length > values[i].length) {
                values[i] = new byte[length];
            }
            if (length > 0) {
                System.arraycopy(row.array(column), row.offset(column), values[i], 0, length);
            }
        }
    }

    /** The kept key as SQL literals. */
    List<String> literals() {
        List<String> key = new ArrayList<>(columns.length);
        for (int i = 0; i < columns.length; i++) {
            if (lengths[i] == NULL) {
                throw new IllegalStateException("a key column of " + table.name() + " is NULL");
            }
            key.add(types[i].literal(Arrays.copyOf(values[i], lengths[i])));
        }
        return key;
    }
}
