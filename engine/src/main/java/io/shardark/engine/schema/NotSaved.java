package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.engine.topology.Shard;
import io.shardark.format.catalog.ColumnForm;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.catalog.TableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what exists at the source and is not in a backup. */
final class NotSaved {
    private static final Pattern HISTORY = Pattern.compile("(?m)^\\) ENGINE=.* WITH SYSTEM VERSIONING");

    private static final Pattern TABLESPACE =
            Pattern.compile("(?m)^\\) /\\*!50100 TABLESPACE `(?!innodb_(?:system|file_per_table)`)((?:[^`]|``)+)`");

    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*+'|`(?:[^`]|``)*+`", Pattern.DOTALL);

    private NotSaved() {}

    static List<String> sentences(
            Session session,
            ShardSelection selection,
            SchemaRecord schema,
            List<TableRecord> tables,
            Programs programs,
            Set<String> brokenViews) {
        Shard shard = selection.shard();
        List<String> sentences = new ArrayList<>();
        sentences.add("Users, roles and their privileges are not saved.");
        sentences.add("The configuration of servers and global variables are not saved.");
        sentences.add("The optimizer's statistics and histograms are not saved; ANALYZE TABLE makes them anew.");
        addSchemaComment(session, selection, schema, sentences);
        for (TableRecord table : tables) {
            String place = "shard " + shard.name() + ", table " + table.name();
            if (HISTORY.matcher(table.definition()).find()) {
                sentences.add(
                        place + ": of this system-versioned table only the current rows are saved, not its history, nor"
                                + " since when rows are current.");
            }
            if (hasUnknownOptions(table)) {
                sentences.add(place + ": the options that the server shows in comments, since it does not know them,"
                        + " are not saved.");
            }
            Matcher tablespace = TABLESPACE.matcher(table.definition());
            if (tablespace.find()) {
                sentences.add(place + ": it lives in the tablespace " + tablespace.group(1)
                        + ", which is not saved and has to be there before a restore.");
            }
            addDoubtfulTexts(session, place, table, sentences);
        }
        addJson(shard, tables, sentences);
        brokenViews.forEach(view -> sentences.add("shard " + shard.name() + ", view " + view
                + ": it refers to a table, column or function that does not exist, so no server would create it, and it"
                + " is not saved."));
        if (programs.routines()) {
            addRoutines(session, selection, schema, sentences);
        }
        if (programs.routines() || programs.events()) {
            sentences.addAll(MangledComments.sentences(session, selection, schema.name()));
        }
        return sentences;
    }

    /** MariaDB's; since 10.5. */
    private static void addSchemaComment(
            Session session, ShardSelection selection, SchemaRecord schema, List<String> sentences) {
        String shown = session.query(
                        "SHOW CREATE DATABASE " + SqlText.name(schema.name()), row -> ServerText.of(row, 2))
                .get(0);
        if (QUOTED.matcher(shown).replaceAll("q").contains(" COMMENT q")) {
            sentences.add("shard " + selection.shard().name() + ": the comment of its schema is not saved.");
        }
    }

    /**
     * MySQL's JSON has types that its text has not: 1.10 as a DECIMAL is shown as 1.10 and read again as the DOUBLE
     * 1.1.
     */
    private static void addJson(Shard shard, List<TableRecord> tables, List<String> sentences) {
        if (tables.stream().anyMatch(table -> table.columns().stream().anyMatch(NotSaved::isJson))) {
            sentences.add(
                    "shard " + shard.name() + ": JSON is saved as text; numbers that SQL functions stored in it as"
                            + " DECIMAL come back as DOUBLE, dates and times as strings.");
        }
    }

    /** MariaDB keeps options of engines that it does not know, when its sql_mode ignores bad ones. */
    private static boolean hasUnknownOptions(TableRecord table) {
        return QUOTED.matcher(table.definition()).replaceAll("q").contains("/* q=");
    }

    private static boolean isJson(ColumnRecord column) {
        return column.form() == ColumnForm.TEXT && column.type().equalsIgnoreCase("json");
    }

    /**
     * A server shows characters beyond U+FFFF as question marks in the labels of ENUM and SET; MariaDB also in
     * defaults.
     */
    private static void addDoubtfulTexts(Session session, String place, TableRecord table, List<String> sentences) {
        table.columns().stream()
                .filter(DoubtfulLabels::mayLackLabels)
                .forEach(column -> sentences.add(place + ", column " + column.name()
                        + ": a label has a question mark; if it is another character, beyond U+FFFF, the server does"
                        + " not show it and the label is not saved."));
        if (session.server().isMariaDb()
                && table.definition().lines().anyMatch(line -> line.matches(".* DEFAULT '[^']*\\?.*"))) {
            sentences.add(place
                    + ": a default has a question mark; if it is another character, beyond U+FFFF, the server does not"
                    + " show it and the default is not saved.");
        }
    }

    /** MariaDB's packages; and routines that were made while the schema had another default collation. */
    private static void addRoutines(
            Session session, ShardSelection selection, SchemaRecord schema, List<String> sentences) {
        session.query(
                        "SELECT ROUTINE_TYPE, ROUTINE_NAME, DATABASE_COLLATION FROM information_schema.ROUTINES"
                                + " WHERE ROUTINE_SCHEMA = " + SqlText.literal(schema.name())
                                + " ORDER BY ROUTINE_TYPE, ROUTINE_NAME",
                        row -> new String[] {ServerText.of(row, 1), ServerText.of(row, 2), ServerText.of(row, 3)})
                .forEach(routine -> {
                    String place = "shard " + selection.shard().name() + ", " + routine[0].toLowerCase(Locale.ROOT)
                            + " " + routine[1];
                    if (!routine[0].equals("FUNCTION") && !routine[0].equals("PROCEDURE")) {
                        sentences.add(place + " is not saved.");
                    } else if (!routine[2].equals(schema.collation())
                            && selection.takes(ObjectKind.valueOf(routine[0]), routine[1], "")) {
                        sentences.add(place + ": it was made while the schema's collation was " + routine[2]
                                + "; that is not saved, and parameters without a character set will use "
                                + schema.collation() + ".");
                    }
                });
    }
}
