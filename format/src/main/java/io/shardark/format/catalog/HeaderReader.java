package io.shardark.format.catalog;

import io.shardark.format.catalog.LeftOut.ObjectName;
import io.shardark.format.json.JsonReader;
import io.shardark.format.value.BackupId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads the members of a catalog before its chunks, strictly. */
final class HeaderReader {
    private final JsonReader json;

    HeaderReader(JsonReader json) {
        this.json = json;
    }

    CatalogHeader read() {
        BackupId backup = json.backup("backup");
        int shard = json.integer("shard", 0);
        String name = json.nonEmptyString("name");
        SchemaRecord schema = schema();
        InstanceRecord instance = instance();
        List<TableRecord> tables = tables();
        List<SchemaObject> objects = objects();
        List<String> notSaved = json.strings("notSaved");
        LeftOut leftOut = leftOut();
        refuseContradictions(leftOut, name, tables, objects);
        return new CatalogHeader(backup, shard, name, schema, instance, tables, objects, notSaved, leftOut);
    }

    private SchemaRecord schema() {
        json.beginObject("schema");
        SchemaRecord schema =
                new SchemaRecord(json.nonEmptyString("name"), json.string("characterSet"), json.string("collation"));
        json.endObject();
        return schema;
    }

    private InstanceRecord instance() {
        json.beginObject("instance");
        InstanceRecord instance = new InstanceRecord(
                json.nonEmptyString("name"),
                json.string("product"),
                json.string("version"),
                json.string("serverId"),
                json.string("gtid"),
                json.string("binlogFile"),
                json.number("binlogPosition", 0, Long.MAX_VALUE),
                json.integer("lowerCaseTableNames", 0));
        json.endObject();
        return instance;
    }

    private List<TableRecord> tables() {
        List<TableRecord> tables = new ArrayList<>();
        Set<String> names = new HashSet<>();
        json.beginArray("tables");
        while (json.hasEntry()) {
            tables.add(table(tables.size(), names));
        }
        return tables;
    }

    private TableRecord table(int number, Set<String> names) {
        json.beginObject();
        TableRecord table = new TableRecord(
                number,
                uniqueName(names),
                json.string("logicalTable"),
                json.string("engine"),
                json.nonEmptyString("definition"),
                columns(),
                json.strings("key"),
                json.string("where"));
        json.endObject();
        return table;
    }

    private List<ColumnRecord> columns() {
        List<ColumnRecord> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        json.beginArray("columns");
        while (json.hasEntry()) {
            json.beginObject();
            columns.add(new ColumnRecord(
                    uniqueName(names),
                    json.nonEmptyString("type"),
                    json.string("characterSet"),
                    word("form", ColumnForm.values(), ColumnForm::text)));
            json.endObject();
        }
        return columns;
    }

    private List<SchemaObject> objects() {
        List<SchemaObject> objects = new ArrayList<>();
        json.beginArray("objects");
        while (json.hasEntry()) {
            json.beginObject();
            objects.add(new SchemaObject(
                    word("kind", ObjectKind.values(), ObjectKind::text),
                    json.nonEmptyString("name"),
                    json.string("table"),
                    json.nonEmptyString("definition"),
                    json.string("sqlMode"),
                    json.string("characterSetClient"),
                    json.string("collationConnection"),
                    json.string("timeZone")));
            json.endObject();
        }
        return objects;
    }

    private LeftOut leftOut() {
        json.beginObject("leftOut");
        List<String> shards = json.strings("shards");
        List<String> tables = json.strings("tables");
        List<ObjectName> objects = new ArrayList<>();
        json.beginArray("objects");
        while (json.hasEntry()) {
            json.beginObject();
            objects.add(
                    new ObjectName(word("kind", ObjectKind.values(), ObjectKind::text), json.nonEmptyString("name")));
            json.endObject();
        }
        json.endObject();
        return new LeftOut(shards, tables, objects);
    }

    private void refuseContradictions(
            LeftOut leftOut, String shard, List<TableRecord> tables, List<SchemaObject> objects) {
        refuseAnyTwice(leftOut.shards(), List.of(shard));
        refuseAnyTwice(leftOut.tables(), tables.stream().map(TableRecord::name).toList());
        refuseAnyTwice(
                leftOut.objects(),
                objects.stream()
                        .map(object -> new ObjectName(object.kind(), object.name()))
                        .toList());
    }

    private <T> void refuseAnyTwice(List<T> leftOut, List<T> saved) {
        Set<T> names = new HashSet<>(saved);
        if (!leftOut.stream().allMatch(names::add)) {
            throw json.damaged("\"leftOut\" has a name twice, or one that is in the catalog");
        }
    }

    private String uniqueName(Set<String> names) {
        String name = json.nonEmptyString("name");
        if (!names.add(name)) {
            throw json.damaged("the name occurs twice");
        }
        return name;
    }

    private <T> T word(String name, T[] words, Function<T, String> text) {
        String found = json.string(name);
        for (T word : words) {
            if (text.apply(word).equals(found)) {
                return word;
            }
        }
        throw json.damaged("\"" + name + "\" is a word that is not known");
    }
}
