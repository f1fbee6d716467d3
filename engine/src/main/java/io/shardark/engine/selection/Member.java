package io.shardark.engine.selection;

import io.shardark.format.catalog.ObjectKind;

/**
 * A table or an object of a schema, by name.
 *
 * @param owner the logical table of a table, or the table of a trigger; empty otherwise
 */
public record Member(Subject subject, String name, String owner) {
    /** A table. */
    public static Member table(String name, String logicalTable) {
        return new Member(Subject.TABLE, name, logicalTable);
    }

    /** Something else; only triggers have a table. */
    public static Member object(ObjectKind kind, String name, String table) {
        return new Member(Subject.of(kind), name, table);
    }
}
