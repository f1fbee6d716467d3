package io.shardark.format.catalog;

/**
 * A stored column.
 *
 * @param name as the server spells it
 * @param type as {@code information_schema.COLUMNS.COLUMN_TYPE} says, for example {@code decimal(12,2)}
 * @param characterSet of its bytes; empty for types that have none
 * @param form how its values are written
 */
public record ColumnRecord(String name, String type, String characterSet, ColumnForm form) {}
