package io.shardark.format.manifest;

import io.shardark.format.json.JsonWriter;
import java.io.OutputStream;

/** Writes a shard's {@code manifest.json} (section 7.4 of the format). */
public final class ShardManifestJson {
    static final String FORMAT = "shardark-shard";
    static final int VERSION = 1;

    private ShardManifestJson() {}

    /** Streams the file; the target stays open. */
    public static void write(ShardManifest manifest, OutputStream target) {
        try (JsonWriter json = new JsonWriter(target)) {
            json.beginDocument(FORMAT, VERSION);
            json.backup("backup", manifest.backup());
            json.number("shard", manifest.shard());
            json.beginArray("chunks");
            manifest.chunks().forEach(place -> writePlace(json, place));
            json.endArray();
            json.beginArray("archives");
            manifest.archives().forEach(archive -> writeArchive(json, archive));
            json.endArray();
            json.beginObject("catalog");
            FileJson.writeMembers(json, manifest.catalog());
            json.endObject();
            json.endDocument();
        }
    }

    private static void writePlace(JsonWriter json, ChunkPlace place) {
        json.beginObject();
        json.number("archive", place.archive());
        json.number("offset", place.offset());
        json.number("length", place.length());
        json.sha256("sha256", place.sha256());
        json.endObject();
    }

    private static void writeArchive(JsonWriter json, FileRecord archive) {
        json.beginObject();
        FileJson.writeMembers(json, archive);
        json.endObject();
    }
}
