package io.shardark.format.catalog;

import io.shardark.format.json.JsonWriter;

/** Writes the members of a catalog before its chunks. */
final class HeaderWriter {
    private final JsonWriter json;

    HeaderWriter(JsonWriter json) {
        this.json = json;
    }

    void write(CatalogHeader header) {
        json.backup("backup", header.backup());
        json.number("shard", header.shard());
        json.string("name", header.shardName());
        writeSchema(header.schema());
        writeInstance(header.instance());
        json.beginArray("tables");
        header.tables().forEach(this::writeTable);
        json.endArray();
        json.beginArray("objects");
        header.objects().forEach(this::writeObject);
        json.endArray();
        json.strings("notSaved", header.notSaved());
        writeLeftOut(header.leftOut());
    }

    private void writeSchema(SchemaRecord schema) {
        json.beginObject("schema");
        json.string("name", schema.name());
        json.string("characterSet", schema.characterSet());
        json.string("collation", schema.collation());
        json.endObject();
    }

    private void writeInstance(InstanceRecord instance) {
        json.beginObject("instance");
        json.string("name", instance.name());
        json.string("product", instance.product());
        json.string("version", instance.version());
        json.string("serverId", instance.serverId());
        json.string("gtid", instance.gtid());
        json.string("binlogFile", instance.binlogFile());
        json.number("binlogPosition", instance.binlogPosition());
        json.number("lowerCaseTableNames", instance.lowerCaseTableNames());
        json.endObject();
    }

    private void writeTable(TableRecord table) {
        json.beginObject();
        json.string("name", table.name());
        json.string("logicalTable", table.logicalTable());
        json.string("engine", table.engine());
        json.string("definition", table.definition());
        json.beginArray("columns");
        table.columns().forEach(this::writeColumn);
        json.endArray();
        json.strings("key", table.key());
        json.string("where", table.where());
        json.endObject();
    }

    private void writeColumn(ColumnRecord column) {
        json.beginObject();
        json.string("name", column.name());
        json.string("type", column.type());
        json.string("characterSet", column.characterSet());
        json.string("form", column.form().text());
        json.endObject();
    }

    private void writeObject(SchemaObject object) {
        json.beginObject();
        json.string("kind", object.kind().text());
        json.string("name", object.name());
        json.string("table", object.table());
        json.string("definition", object.definition());
        json.string("sqlMode", object.sqlMode());
        json.string("characterSetClient", object.characterSetClient());
        json.string("collationConnection", object.collationConnection());
        json.string("timeZone", object.timeZone());
        json.endObject();
    }

    private void writeLeftOut(LeftOut leftOut) {
        json.beginObject("leftOut");
        json.strings("shards", leftOut.shards());
        json.strings("tables", leftOut.tables());
        json.beginArray("objects");
        leftOut.objects().forEach(object -> {
            json.beginObject();
            json.string("kind", object.kind().text());
            json.string("name", object.name());
            json.endObject();
        });
        json.endArray();
        json.endObject();
    }
}
