package io.shardark.format.json;

import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one JSON document of the format as a stream. Members are written in the order of the calls, which has to be
 * that of the specification. Not safe for use by several threads.
 */
public final class JsonWriter implements AutoCloseable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private final JsonGenerator json;

    /** Begins a document; the target receives it in pieces and stays the caller's to close. */
    public JsonWriter(OutputStream target) {
        json = FACTORY.createGenerator(new Lines(), target, JsonEncoding.UTF8);
    }

    /** Writes the opening of the document with the two members that say what it is. */
    public void beginDocument(String format, int version) {
        json.writeStartObject();
        string("format", format);
        number("version", version);
    }

    /** Ends the document with a newline and hands everything to the target, which stays open. */
    public void endDocument() {
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    /** Begins an object as an entry of a list. */
    public void beginObject() {
        json.writeStartObject();
    }

    /** Begins an object as a member. */
    public void beginObject(String name) {
        json.writeName(name);
        json.writeStartObject();
    }

    /** Ends the innermost object. */
    public void endObject() {
        json.writeEndObject();
    }

    /** Begins a list as a member. */
    public void beginArray(String name) {
        json.writeName(name);
        json.writeStartArray();
    }

    /** Ends the innermost list. */
    public void endArray() {
        json.writeEndArray();
    }

    /** Writes a member whose value is null. */
    public void nothing(String name) {
        json.writeName(name);
        json.writeNull();
    }

    /** Writes a text member. */
    public void string(String name, String value) {
        json.writeName(name);
        json.writeString(value);
    }

    /** Writes a member with a list of texts. */
    public void strings(String name, List<String> values) {
        beginArray(name);
        for (String value : values) {
            json.writeString(value);
        }
        endArray();
    }

    /** Writes a number member. */
    public void number(String name, long value) {
        json.writeName(name);
        json.writeNumber(value);
    }

    /** Writes a truth value as a member. */
    public void truth(String name, boolean value) {
        json.writeName(name);
        json.writeBoolean(value);
    }

    /** Writes a digest as a member. */
    public void sha256(String name, Sha256 value) {
        string(name, value.hex());
    }

    /** Writes a point in time as a member, in RFC 3339 form in UTC. */
    public void time(String name, Instant value) {
        string(name, value.toString());
    }

    /** Writes a backup id as a member. */
    public void backup(String name, BackupId value) {
        string(name, value.text());
    }

    @Override
    public void close() {
        json.close();
    }

    private static final class Lines extends ObjectWriteContext.Base {
        private final LineLayout layout = new LineLayout();

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return layout;
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
