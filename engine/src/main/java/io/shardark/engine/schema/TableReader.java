package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.read.UniqueIndexes;
import io.shardark.engine.read.UniqueIndexes.UniqueIndex;
import io.shardark.engine.schema.KeyChoice.ChosenKey;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.RefusedException;
import java.util.List;
import java.util.Map;

/** Reads base tables; what can be asked for all of them at once is asked once. */
final class TableReader {
    private final Session session;
    private final String schema;
    private final Map<String, List<SourceColumn>> columns;
    private final Map<String, List<UniqueIndex>> indexes;
    private final ShardSelection selection;

    private TableReader(
            Session session,
            String schema,
            Map<String, List<SourceColumn>> columns,
            Map<String, List<UniqueIndex>> indexes,
            ShardSelection selection) {
        this.session = session;
        this.schema = schema;
        this.columns = columns;
        this.indexes = indexes;
        this.selection = selection;
    }

    static TableReader open(Session session, ShardSelection selection, String schema) {
        return new TableReader(
                session,
                schema,
                SourceColumn.ofSchema(session, schema),
                UniqueIndexes.ofSchema(session, schema),
                selection);
    }

    /** A table, and the name of the index that its key was taken from; empty when it has none. */
    record KeyedTable(TableRecord record, String keyIndex) {}

    KeyedTable read(TableEntry entry, int number) {
        String definition = definition(entry.name());
        List<SourceColumn> all = columns.getOrDefault(entry.name(), List.of());
        if (all.isEmpty()) {
            throw new RefusedException(
                    "the columns of table " + entry.name() + " of schema " + schema + " cannot be seen",
                    "Grant SELECT on the schema to the user of the instance.");
        }
        List<ColumnRecord> stored = all.stream()
                .filter(column -> !column.generated())
                .map(SourceColumn::record)
                .toList();
        ChosenKey key = KeyChoice.choose(definition, all, indexes.getOrDefault(entry.name(), List.of()));
        TableRecord record = new TableRecord(
                number,
                entry.name(),
                selection.logicalTables().getOrDefault(entry.name(), ""),
                entry.engine(),
                definition,
                stored,
                key.columns(),
                selection.where(entry.name()));
        return new KeyedTable(record, key.index());
    }

    private String definition(String table) {
        List<String> definitions = session.query(
                "SHOW CREATE TABLE " + SqlText.name(schema, table),
                row -> ServerText.of(row, "Create Table", "table " + table + " of schema " + schema));
        return definitions.get(0);
    }
}
