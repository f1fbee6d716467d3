package io.shardark.format.manifest;

import io.shardark.format.error.DamagedException;
import io.shardark.format.json.JsonReader;
import io.shardark.format.value.BackupId;
import java.util.ArrayList;
import java.util.List;

/** Reads a shard's {@code manifest.json} strictly (section 7.4 of the format). */
public final class ShardManifestReader {
    /** The length of the longest file that is read: enough for ten million chunks. */
    public static final int LONGEST = 1 << 30;

    private static final int TAR_HEADER = 512;

    /** A chunk has to fit into an array. */
    private static final long LARGEST_CHUNK = Integer.MAX_VALUE - 8L;

    private final JsonReader json;

    private ShardManifestReader(JsonReader json) {
        this.json = json;
    }

    /**
     * Reads the bytes of the file.
     *
     * @param file its name, for messages
     * @throws DamagedException when they deviate from the specification
     * @throws io.shardark.format.error.TooNewException when they have a higher version
     */
    public static ShardManifest read(byte[] bytes, String file) {
        try (JsonReader json = JsonReader.of(bytes, file)) {
            ShardManifest manifest = new ShardManifestReader(json).manifest();
            new ShardManifestRules(manifest, file).check();
            return manifest;
        }
    }

    private ShardManifest manifest() {
        json.beginDocument(ShardManifestJson.FORMAT, ShardManifestJson.VERSION);
        BackupId backup = json.backup("backup");
        int shard = json.integer("shard", 0);
        List<ChunkPlace> chunks = chunks();
        List<FileRecord> archives = archives();
        FileRecord catalog = catalog();
        json.endDocument();
        return new ShardManifest(backup, shard, chunks, archives, catalog);
    }

    private List<ChunkPlace> chunks() {
        ChunkPlaces chunks = new ChunkPlaces();
        json.beginArray("chunks");
        while (json.hasEntry()) {
            json.beginObject();
            chunks.append(new ChunkPlace(
                    json.integer("archive", 0),
                    json.number("offset", TAR_HEADER, Long.MAX_VALUE),
                    json.number("length", 1, LARGEST_CHUNK),
                    json.sha256("sha256")));
            json.endObject();
        }
        return chunks;
    }

    private List<FileRecord> archives() {
        List<FileRecord> archives = new ArrayList<>();
        json.beginArray("archives");
        while (json.hasEntry()) {
            json.beginObject();
            archives.add(FileJson.readMembers(json, BackupFiles.archive(archives.size())));
            json.endObject();
        }
        return archives;
    }

    private FileRecord catalog() {
        json.beginObject("catalog");
        String name = json.string("name", BackupFiles::isCatalog, "the name of a catalog");
        FileRecord catalog = FileJson.readLengthAndDigest(json, name);
        json.endObject();
        return catalog;
    }
}
