package io.shardark.format.manifest;

import io.shardark.format.json.JsonReader;
import io.shardark.format.json.JsonWriter;
import java.io.ByteArrayOutputStream;

/** Writes and reads {@code repository.json} (section 8 of the format). */
public final class RepositoryJson {
    private static final String FORMAT = "shardark-repository";
    private static final int VERSION = 1;

    private RepositoryJson() {}

    /** The bytes of the file. */
    public static byte[] write(RepositoryRecord repository) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = new JsonWriter(bytes)) {
            json.beginDocument(FORMAT, VERSION);
            json.string("id", repository.id());
            json.time("created", repository.created());
            json.endDocument();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads the bytes of the file.
     *
     * @param file its name, for messages
     * @throws io.shardark.format.error.DamagedException when they deviate from the specification
     * @throws io.shardark.format.error.TooNewException when they have a higher version
     */
    public static RepositoryRecord read(byte[] bytes, String file) {
        try (JsonReader json = JsonReader.of(bytes, file)) {
            json.beginDocument(FORMAT, VERSION);
            RepositoryRecord repository = new RepositoryRecord(
                    json.string("id", RepositoryRecord::matches, "32 lower-case hexadecimal digits"),
                    json.time("created"));
            json.endDocument();
            return repository;
        }
    }
}
