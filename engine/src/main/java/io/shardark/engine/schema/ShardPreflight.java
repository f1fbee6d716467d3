package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.read.ColumnList;
import io.shardark.engine.read.JsonReading;
import io.shardark.engine.selection.Member;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.engine.topology.LogicalTable;
import io.shardark.engine.topology.LogicalTable.DataNode;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.LeftOut;
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is wrong with one shard. */
final class ShardPreflight {
    /** Types whose values were proved to come back exactly; a plugin may add others. */
    private static final Set<String> TYPES = Set.of(
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "bigint",
            "decimal",
            "float",
            "double",
            "bit",
            "date",
            "datetime",
            "timestamp",
            "time",
            "year",
            "char",
            "varchar",
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "enum",
            "set",
            "json",
            "binary",
            "varbinary",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "vector",
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geomcollection",
            "geometrycollection",
            "uuid",
            "inet4",
            "inet6");

    private final Session session;
    private final SchemaRecord schema;
    private final Shard shard;
    private final ShardSelection selection;
    private final Topology topology;
    private final List<ShardarkException> problems = new ArrayList<>();

    private ShardPreflight(Session session, ShardSelection selection, SchemaRecord schema, Topology topology) {
        this.session = session;
        this.schema = schema;
        this.shard = selection.shard();
        this.selection = selection;
        this.topology = topology;
    }

    /**
     * What was found in a shard.
     *
     * @param members what patterns may be about; empty when there are none
     * @param schema absent when the problems keep it from being read
     */
    record Found(List<ShardarkException> problems, List<Member> members, Optional<ShardSchema> schema) {
        Found {
            problems = List.copyOf(problems);
            members = List.copyOf(members);
        }

        static Found nothing() {
            return new Found(List.of(), List.of(), Optional.empty());
        }

        static Found problem(ShardarkException problem) {
            return new Found(List.of(problem), List.of(), Optional.empty());
        }
    }

    /** Looks at a shard whose schema exists and can be seen whole. */
    static Found look(Session session, ShardSelection selection, SchemaRecord schema, Topology topology) {
        return new ShardPreflight(session, selection, schema, topology).look();
    }

    private Found look() {
        List<TableEntry> entries = TableEntry.list(session, schema.name());
        List<Member> members =
                selection.selection().isEverything() ? List.of() : Contents.of(session, selection, entries);
        checkEngines(entries);
        checkNodes(entries);
        if (!problems.isEmpty()) {
            return new Found(problems, members, Optional.empty());
        }
        ShardSchema definitions = SchemaReader.readDefinitions(session, selection, schema, entries);
        definitions.tables().forEach(this::checkColumns);
        definitions.tables().forEach(table -> checkSequences(table, definitions.leftOut()));
        return new Found(problems, members, Optional.of(definitions));
    }

    private void checkEngines(List<TableEntry> entries) {
        String others = entries.stream()
                .filter(entry -> entry.kind() == TableEntry.Kind.TABLE)
                .filter(entry -> selection.takesTable(entry.name()))
                .filter(entry -> !entry.engine().equals("InnoDB"))
                .map(entry ->
                        entry.name() + " (" + (entry.engine().isEmpty() ? "cannot be opened" : entry.engine()) + ")")
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            problems.add(new RefusedException(
                    shard.place() + ": only InnoDB tables show one point in time; these are not: " + others,
                    "ALTER TABLE ... ENGINE=InnoDB converts a table; backup.exclude leaves one out."));
        }
    }

    private void checkNodes(List<TableEntry> entries) {
        Set<String> tables = entries.stream()
                .filter(entry -> entry.kind() == TableEntry.Kind.TABLE)
                .map(entry -> spelling(entry.name()))
                .collect(Collectors.toSet());
        for (LogicalTable logical : topology.logicalTables()) {
            List<String> absent = logical.nodes().stream()
                    .filter(node -> node.shard().equals(shard.name()))
                    .map(DataNode::table)
                    .filter(table -> !tables.contains(spelling(table)))
                    .toList();
            if (!absent.isEmpty()) {
                problems.add(new ConfigurationException(
                        "logical table " + logical.name() + ": " + shard.place() + " has no "
                                + String.join(", ", absent),
                        "Correct the nodes of the logical table in the configuration."));
            }
        }
    }

    private String spelling(String table) {
        return session.server().lowerCaseTableNames() == 0 ? table : table.toLowerCase(Locale.ROOT);
    }

    private void checkColumns(TableRecord table) {
        for (ColumnRecord column : table.columns()) {
            String type = column.type().split("[^A-Za-z0-9_]", 2)[0].toLowerCase(Locale.ROOT);
            if (!TYPES.contains(type)) {
                problems.add(new RefusedException(
                        place(table, column) + ": the type " + column.type() + " is not known to be saved exactly"));
            }
            if (DoubtfulLabels.mayLackLabels(column) && DoubtfulLabels.inUse(session, shard, table, column)) {
                problems.add(new RefusedException(
                        place(table, column) + ": a label in use has a character beyond U+FFFF, which the server shows"
                                + " as a question mark in the table's definition",
                        "Give the label another name, or make the column a VARCHAR."));
            }
            if (EmptyLabels.hidesErrors(column) && EmptyLabels.errorsIn(session, shard, table, column)) {
                problems.add(new RefusedException(
                        place(table, column) + ": it holds values that are none of its labels, which read as the empty"
                                + " text, and the empty text is also a label",
                        "UPDATE the column where it equals 0 to a label, or to NULL."));
            }
        }
        selectNothing(table);
        ConditionCheck.problem(session, selection, table).ifPresent(problems::add);
    }

    /** Such a table could not be created by a restore. */
    private void checkSequences(TableRecord table, LeftOut leftOut) {
        Dependencies.sequencesOf(table, leftOut)
                .forEach(sequence -> problems.add(new ConfigurationException(
                        shard.place() + ", table " + table.name() + " has a default from sequence " + sequence
                                + ", which is left out",
                        "Include sequence:" + shard.name() + "." + sequence + " too, or leave the table out.")));
    }

    /** Column privileges or a damaged table show when a statement is prepared. */
    private void selectNothing(TableRecord table) {
        try {
            session.query(
                    "SELECT " + ColumnList.of(table, JsonReading.READ_AGAIN) + " FROM "
                            + SqlText.name(shard.schema(), table.name()) + " LIMIT 0",
                    row -> row.getString(1));
        } catch (ShardarkException e) {
            problems.add(e);
        }
    }

    private String place(TableRecord table, ColumnRecord column) {
        return shard.place() + ", table " + table.name() + ", column " + column.name();
    }
}
