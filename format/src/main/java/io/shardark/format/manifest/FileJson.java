package io.shardark.format.manifest;

import io.shardark.format.json.JsonReader;
import io.shardark.format.json.JsonWriter;

/** The three members by which a manifest names a file. */
final class FileJson {
    private FileJson() {}

    static void writeMembers(JsonWriter json, FileRecord file) {
        json.string("name", file.name());
        json.number("length", file.length());
        json.sha256("sha256", file.sha256());
    }

    /** A manifest must never lead a reader to another file, so the one possible name is given. */
    static FileRecord readMembers(JsonReader json, String name) {
        json.string("name", name::equals, "\"" + name + "\"");
        return readLengthAndDigest(json, name);
    }

    static FileRecord readLengthAndDigest(JsonReader json, String name) {
        return new FileRecord(name, json.number("length", 1, Long.MAX_VALUE), json.sha256("sha256"));
    }
}
