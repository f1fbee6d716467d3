package io.shardark.cli.output;

import io.shardark.engine.operation.BackupPart;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes results as JSON. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** One object in one line. */
    public static String of(Result result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            result.members(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** What was left out, as an object. */
    static void part(JsonGenerator json, String name, BackupPart part) {
        json.writeObjectPropertyStart(name);
        strings(json, "shards", part.shards());
        strings(json, "tables", part.tables());
        strings(json, "objects", part.objects());
        json.writeArrayPropertyStart("conditions");
        for (BackupPart.Condition condition : part.conditions()) {
            json.writeStartObject();
            json.writeStringProperty("shard", condition.shard());
            json.writeStringProperty("table", condition.table());
            json.writeStringProperty("where", condition.where());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
