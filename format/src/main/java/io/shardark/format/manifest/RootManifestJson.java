package io.shardark.format.manifest;

import io.shardark.format.json.JsonWriter;
import java.io.ByteArrayOutputStream;

/** Writes {@code manifest.json} (section 7.1 of the format). */
public final class RootManifestJson {
    static final String FORMAT = "shardark-backup";
    static final int VERSION = 1;

    private RootManifestJson() {}

    /** The bytes of the file, which are what is signed. */
    public static byte[] write(RootManifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = new JsonWriter(bytes)) {
            json.beginDocument(FORMAT, VERSION);
            json.string("repository", manifest.repository());
            json.backup("backup", manifest.backup());
            json.time("created", manifest.created());
            json.time("finished", manifest.finished());
            json.string("program", manifest.program());
            writeKeyCheck(json, manifest);
            json.truth("partial", manifest.partial());
            writeCut(json, manifest.cut());
            writePrevious(json, manifest);
            writeShards(json, manifest);
            json.endDocument();
        }
        return bytes.toByteArray();
    }

    private static void writeKeyCheck(JsonWriter json, RootManifest manifest) {
        manifest.keyCheck().ifPresentOrElse(check -> json.sha256("keyCheck", check), () -> json.nothing("keyCheck"));
    }

    private static void writeCut(JsonWriter json, CutRecord cut) {
        json.beginObject("cut");
        json.string("level", cut.level().text());
        json.time("takenAt", cut.takenAt());
        json.number("attempts", cut.attempts());
        json.number("heldMillis", cut.heldMillis());
        json.beginArray("instances");
        cut.instances().forEach(evidence -> writeEvidence(json, evidence));
        json.endArray();
        json.strings("reasons", cut.reasons());
        json.endObject();
    }

    private static void writeEvidence(JsonWriter json, InstanceEvidence evidence) {
        json.beginObject();
        json.number("instance", evidence.instance());
        json.string("lock", evidence.lock());
        json.number("waitMillis", evidence.waitMillis());
        json.number("heldMillis", evidence.heldMillis());
        json.number("preparedTransactions", evidence.preparedTransactions());
        json.truth("definitionsLocked", evidence.definitionsLocked());
        json.string("replication", evidence.replication().text());
        json.endObject();
    }

    private static void writePrevious(JsonWriter json, RootManifest manifest) {
        if (manifest.previous().isEmpty()) {
            json.nothing("previous");
            return;
        }
        PreviousBackup previous = manifest.previous().get();
        json.beginObject("previous");
        json.backup("backup", previous.backup());
        json.sha256("manifestSha256", previous.manifest());
        json.endObject();
    }

    private static void writeShards(JsonWriter json, RootManifest manifest) {
        json.beginArray("shards");
        for (ShardReference shard : manifest.shards()) {
            json.beginObject();
            FileJson.writeMembers(json, shard.manifest());
            json.number("storedBytes", shard.storedBytes());
            json.endObject();
        }
        json.endArray();
    }
}
