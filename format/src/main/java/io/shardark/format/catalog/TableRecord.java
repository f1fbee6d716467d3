package io.shardark.format.catalog;

import java.util.List;

/**
 * A base table.
 *
 * @param number from 0 within its shard
 * @param name the physical table
 * @param logicalTable the logical table that the configuration counts it to; empty when none
 * @param engine the storage engine
 * @param definition the text of {@code SHOW CREATE TABLE}
 * @param columns the columns whose values are stored, in the order of the row text; generated ones are not among them
 * @param key the columns of the unique key that its chunks follow; empty when it has none
 * @param where the SQL condition that saved rows fulfil; empty when all rows are saved
 */
public record TableRecord(
        int number,
        String name,
        String logicalTable,
        String engine,
        String definition,
        List<ColumnRecord> columns,
        List<String> key,
        String where) {
    public TableRecord {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** A table of which all rows are saved. */
    public TableRecord(
            int number,
            String name,
            String logicalTable,
            String engine,
            String definition,
            List<ColumnRecord> columns,
            List<String> key) {
        this(number, name, logicalTable, engine, definition, columns, key, "");
    }

    /** Whether rows were left out on demand. */
    public boolean partial() {
        return !where.isEmpty();
    }

    /** The same table with all rows that it has, as where nothing but the saved rows should be. */
    public TableRecord withAllRows() {
        return new TableRecord(number, name, logicalTable, engine, definition, columns, key);
    }

    /** The same table as another server has it; the columns have the same names and forms. */
    public TableRecord fitted(String otherDefinition, List<ColumnRecord> otherColumns) {
        return new TableRecord(number, name, logicalTable, engine, otherDefinition, otherColumns, key, where);
    }

    /** The names of the stored columns, in order. */
    public List<String> columnNames() {
        return columns.stream().map(ColumnRecord::name).toList();
    }
}
