package io.shardark.engine.schema;

import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.topology.Shard;
import io.shardark.format.catalog.LeftOut;
import io.shardark.format.catalog.LeftOut.ObjectName;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.TableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Says what is selected and needs what is not. Servers do not tell what a trigger or a routine uses, so names are
 * looked for in definitions: one may be found where it is a column's, but none is missed unless a routine builds its
 * statements.
 */
final class Dependencies {
    private Dependencies() {}

    static List<String> sentences(Shard shard, List<TableRecord> tables, List<SchemaObject> objects, LeftOut leftOut) {
        List<String> sentences = new ArrayList<>();
        String place = "shard " + shard.name() + ", ";
        for (TableRecord table : tables) {
            leftOut.tables().stream()
                    .filter(missing -> refers(table, missing))
                    .forEach(missing -> sentences.add(place + "table " + table.name() + " has a foreign key to table "
                            + missing + ", which is left out."));
            tables.stream()
                    .filter(parent -> parent.partial() && !parent.equals(table) && refers(table, parent.name()))
                    .forEach(parent -> sentences.add(place + "table " + table.name() + " has a foreign key to table "
                            + parent.name() + ", of which rows are left out."));
            sequencesOf(table, leftOut)
                    .forEach(missing -> sentences.add(place + "table " + table.name() + " has a default from sequence "
                            + missing + ", which is left out."));
        }
        for (SchemaObject object : objects) {
            String name = object.kind().text() + " " + object.name();
            leftOut.tables().stream()
                    .filter(missing -> names(object, missing))
                    .forEach(missing ->
                            sentences.add(place + name + " names table " + missing + ", which is left out."));
            leftOut.objects().stream()
                    .filter(missing -> missing.kind() != ObjectKind.TRIGGER && missing.kind() != ObjectKind.EVENT)
                    .filter(missing -> names(object, missing.name()))
                    .forEach(missing -> sentences.add(place + name + " names "
                            + missing.kind().text() + " " + missing.name() + ", which is left out."));
        }
        return sentences;
    }

    /** The left-out sequences without which a table cannot be created. */
    static List<String> sequencesOf(TableRecord table, LeftOut leftOut) {
        String definition = table.definition().toLowerCase(Locale.ROOT);
        return leftOut.objects().stream()
                .filter(missing -> missing.kind() == ObjectKind.SEQUENCE)
                .map(ObjectName::name)
                .filter(name -> definition.contains("nextval(")
                        && definition.contains("." + SqlText.name(name).toLowerCase(Locale.ROOT) + ")"))
                .toList();
    }

    private static boolean refers(TableRecord table, String other) {
        return table.definition().contains(" REFERENCES " + SqlText.name(other) + " (");
    }

    private static boolean names(SchemaObject object, String name) {
        return Pattern.compile(
                        "(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS)
                .matcher(object.definition())
                .find();
    }
}
