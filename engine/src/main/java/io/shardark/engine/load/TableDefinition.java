package io.shardark.engine.load;

import io.shardark.format.catalog.TableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table's definition, divided into what has to exist before rows are loaded and what is faster, or only possible,
 * afterwards: secondary keys and foreign keys. Done in this order, SHOW CREATE TABLE shows the original text again. A
 * definition that is not understood in full is created at once: right comes before fast.
 */
final class TableDefinition {
    private final TableText text;
    private final List<TableElement> deferredKeys;
    private final List<TableElement> foreignKeys;

    private TableDefinition(TableText text, List<TableElement> deferredKeys, List<TableElement> foreignKeys) {
        this.text = text;
        this.deferredKeys = deferredKeys;
        this.foreignKeys = foreignKeys;
    }

    /**
     * Divides the definition of a table.
     *
     * @throws io.shardark.format.error.DamagedException when it does not create exactly this table
     */
    static TableDefinition of(TableRecord table) {
        return of(table.name(), table.engine(), table.definition());
    }

    static TableDefinition of(String table, String engine, String definition) {
        TableText text = TableText.parse(table, definition);
        boolean understood = text.elements().stream().noneMatch(element -> element.type() == TableElement.Type.UNKNOWN);
        if (!understood || !engine.equalsIgnoreCase("InnoDB")) {
            return new TableDefinition(text, List.of(), List.of());
        }
        List<TableElement> keys = text.keys();
        return new TableDefinition(
                text,
                keys.subList(keysNeededAtOnce(text, keys), keys.size()),
                text.elements().stream()
                        .filter(element -> element.type() == TableElement.Type.FOREIGN_KEY)
                        .toList());
    }

    /**
     * How many keys from the front are created with the table. They stay a prefix, since servers show keys of one kind
     * in the order in which they were made.
     */
    private static int keysNeededAtOnce(TableText text, List<TableElement> keys) {
        boolean temporal = text.tailHas("SYSTEM", "VERSIONING")
                || text.elements().stream().anyMatch(element -> element.type() == TableElement.Type.PERIOD);
        return temporal ? keys.size() : Math.max(clusteredKeys(keys), keysForAutoIncrement(text, keys));
    }

    /** Without a primary key, rows are clustered by a unique key: adding it later would copy the table. */
    private static int clusteredKeys(List<TableElement> keys) {
        if (keys.stream().anyMatch(key -> key.type() == TableElement.Type.PRIMARY_KEY)) {
            return 1;
        }
        return (int) keys.stream()
                .filter(key -> key.type() == TableElement.Type.UNIQUE_KEY)
                .count();
    }

    /** An AUTO_INCREMENT column has to be the first one of a key from the beginning. */
    private static int keysForAutoIncrement(TableText text, List<TableElement> keys) {
        for (TableElement column : text.elements()) {
            if (column.autoIncrement()) {
                for (int i = 0; i < keys.size(); i++) {
                    if (keys.get(i).firstColumn().equalsIgnoreCase(column.name())) {
                        return i + 1;
                    }
                }
                return keys.size();
            }
        }
        return 0;
    }

    /** Whether there are keys that can be added when rows are loaded. */
    boolean defersKeys() {
        return !deferredKeys.isEmpty();
    }

    boolean hasForeignKeys() {
        return !foreignKeys.isEmpty();
    }

    /**
     * Whether rows can as well be loaded under all keys: they are over columns that are stored as they are, and not
     * over what the server computes and might complain about row by row.
     */
    boolean hasPlainKeysOnly() {
        boolean computed = text.elements().stream()
                .filter(element -> element.type() == TableElement.Type.COLUMN)
                .anyMatch(TableElement::isGenerated);
        return !computed && deferredKeys.stream().allMatch(TableElement::isPlainKey);
    }

    /** CREATE TABLE without what comes later, for the current schema. */
    String create() {
        List<TableElement> later = new ArrayList<>(deferredKeys);
        later.addAll(foreignKeys);
        return createWithout(later);
    }

    /** CREATE TABLE without foreign keys only, for the current schema. */
    String createWithKeys() {
        return createWithout(foreignKeys);
    }

    private String createWithout(List<TableElement> later) {
        return text.elements().stream()
                .filter(element -> !later.contains(element))
                .map(TableElement::text)
                .collect(Collectors.joining(",\n  ", text.head() + "\n  ", "\n" + text.tail()));
    }

    /**
     * ALTER TABLE statements that add the keys which a table does not have yet, to be executed in this order.
     *
     * @param table the qualified, quoted name of the table
     * @param found the text of SHOW CREATE TABLE now
     */
    List<String> addMissingKeys(String table, TableText found) {
        Set<String> present = found.keys().stream()
                .map(key -> key.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<TableElement> missing = deferredKeys.stream()
                .filter(key -> !present.contains(key.name().toLowerCase(Locale.ROOT)))
                .toList();
        List<String> statements = new ArrayList<>();
        List<TableElement> together = missing.stream()
                .filter(key -> key.type() != TableElement.Type.FULLTEXT_KEY)
                .toList();
        if (!together.isEmpty()) {
            statements.add(alter(table, together));
        }
        // InnoDB builds one fulltext key at a time (error 1795), or else copies the table.
        missing.stream()
                .filter(key -> key.type() == TableElement.Type.FULLTEXT_KEY)
                .forEach(key -> statements.add(alter(table, List.of(key))));
        return List.copyOf(statements);
    }

    /** The ALTER TABLE statement that adds the foreign keys which a table does not have yet; none when it has all. */
    List<String> addMissingForeignKeys(String table, TableText found) {
        Set<String> present = found.elements().stream()
                .filter(element -> element.type() == TableElement.Type.FOREIGN_KEY)
                .map(element -> element.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<TableElement> missing = foreignKeys.stream()
                .filter(key -> !present.contains(key.name().toLowerCase(Locale.ROOT)))
                .toList();
        return missing.isEmpty() ? List.of() : List.of(alter(table, missing));
    }

    private static String alter(String table, List<TableElement> keys) {
        return keys.stream()
                .map(key -> "ADD " + key.text())
                .collect(Collectors.joining(", ", "ALTER TABLE " + table + " ", ""));
    }
}
