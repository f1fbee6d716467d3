package io.shardark.engine.schema;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tells a table from another one that took its name and looks alike, as after DROP and CREATE, TRUNCATE, or the
 * RENAME with which online schema changes end.
 *
 * @param basis what was compared, for people: InnoDB's table ids need the privilege PROCESS; creation times can always
 *     be read, but are whole seconds
 * @param byName an identity for every table, or for every partition
 */
public record TableIdentities(String basis, SortedMap<String, String> byName) {
    /** None were read. */
    static final TableIdentities NONE = new TableIdentities("nothing", new TreeMap<>());

    public TableIdentities {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** Without those of some tables, which may change as they like. */
    TableIdentities without(List<String> tables) {
        SortedMap<String, String> others = new TreeMap<>(byName);
        tables.forEach(table -> others.keySet().removeIf(name -> IdentityReader.isOf(name, table)));
        return new TableIdentities(basis, others);
    }
}
