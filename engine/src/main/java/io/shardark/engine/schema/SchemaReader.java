package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.read.TableEstimate;
import io.shardark.engine.schema.TableReader.KeyedTable;
import io.shardark.engine.selection.Selection;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.catalog.LeftOut;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads all definitions of a shard as the server shows them. */
public final class SchemaReader {
    private SchemaReader() {}

    /**
     * Reads everything in the shard's schema. Definitions do not belong to a snapshot: they are what they are now, and
     * {@link ShardSchema#differencesFrom} proves that they were the same at two moments.
     *
     * @param session its default schema becomes the shard's, so that views name their tables without it
     * @throws ConfigurationException when the schema does not exist or cannot be seen
     * @throws io.shardark.format.error.RefusedException when something cannot be read exactly
     */
    public static ShardSchema read(Session session, Shard shard, Topology topology) {
        return read(session, Selection.everything().of(shard, topology));
    }

    /** As {@link #read(Session, Shard, Topology)}, of what is selected; of all else the names only. */
    public static ShardSchema read(Session session, ShardSelection selection) {
        SchemaRecord schema = schema(session, selection.shard());
        List<TableEntry> entries = TableEntry.list(session, schema.name());
        ShardSchema definitions = readDefinitions(session, selection, schema, entries);
        return definitions.with(IdentityReader.read(session, schema.name(), entries)
                .without(definitions.leftOut().tables()));
    }

    /**
     * As {@link #read(Session, ShardSelection)}, without what tells a table from another one of the same definition: a
     * server lists the tables of all schemas to tell that of one.
     */
    public static ShardSchema readDefinitions(Session session, ShardSelection selection) {
        SchemaRecord schema = schema(session, selection.shard());
        return readDefinitions(session, selection, schema, TableEntry.list(session, schema.name()));
    }

    static ShardSchema readDefinitions(
            Session session, ShardSelection selection, SchemaRecord schema, List<TableEntry> entries) {
        Shard shard = selection.shard();
        session.execute("USE " + SqlText.name(schema.name()));
        TableReader tableReader = TableReader.open(session, selection, schema.name());
        List<TableRecord> tables = new ArrayList<>();
        List<TableEstimate> estimates = new ArrayList<>();
        List<String> keyIndexes = new ArrayList<>();
        for (TableEntry entry : entries) {
            if (entry.kind() == TableEntry.Kind.TABLE && selection.takesTable(entry.name())) {
                KeyedTable table = tableReader.read(entry, tables.size());
                tables.add(table.record());
                keyIndexes.add(table.keyIndex());
                estimates.add(entry.estimate());
            }
        }
        Programs programs = Programs.in(session, schema.name());
        List<SchemaObject> all = objects(session, schema.name(), entries, programs, selection);
        Set<String> broken = BrokenViews.among(session, schema.name(), all);
        List<SchemaObject> objects = all.stream()
                .filter(object -> object.kind() != ObjectKind.VIEW || !broken.contains(object.name()))
                .toList();
        LeftOut leftOut = Contents.leftOut(session, selection, entries);
        return new ShardSchema(
                schema,
                tables,
                objects,
                NotSaved.sentences(session, selection, schema, tables, programs, broken),
                leftOut,
                Dependencies.sentences(shard, tables, objects, leftOut),
                estimates,
                keyIndexes,
                TableIdentities.NONE);
    }

    /** The schema itself. */
    static SchemaRecord schema(Session session, Shard shard) {
        List<SchemaRecord> found = session.query(
                "SELECT SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME"
                        + " FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = " + SqlText.literal(shard.schema()),
                row -> new SchemaRecord(ServerText.of(row, 1), ServerText.of(row, 2), ServerText.of(row, 3)));
        if (found.isEmpty()) {
            throw new ConfigurationException(
                    shard.place() + ": the schema does not exist, or the user "
                            + shard.instance().user() + " may not see it",
                    "Check the schema's name in the configuration and the user's privileges.");
        }
        return found.get(0);
    }

    /** In the order of {@link io.shardark.format.catalog.ObjectKind}. */
    private static List<SchemaObject> objects(
            Session session, String schema, List<TableEntry> entries, Programs programs, ShardSelection selection) {
        return ObjectText.inTheirOwnCharacterSets(session, () -> {
            List<SchemaObject> objects = new ArrayList<>();
            objects.addAll(SequenceObjects.read(session, schema, entries, selection));
            if (programs.routines()) {
                objects.addAll(RoutineObjects.read(session, schema, selection));
            }
            objects.addAll(ViewObjects.read(session, schema, entries, selection));
            if (programs.triggers()) {
                objects.addAll(TriggerObjects.read(session, schema, selection));
            }
            if (programs.events()) {
                objects.addAll(EventObjects.read(session, schema, selection));
            }
            return objects;
        });
    }
}
