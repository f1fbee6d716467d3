package io.shardark.format.manifest;

import io.shardark.format.json.JsonReader;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code manifest.json} strictly (section 7.1 of the format). */
public final class RootManifestReader {
    /** The length of the longest file that is read: enough for hundreds of thousands of shards. */
    public static final int LONGEST = 64 << 20;

    private final JsonReader json;

    private RootManifestReader(JsonReader json) {
        this.json = json;
    }

    /**
     * Reads the bytes of the file.
     *
     * @param file its name, for messages
     * @throws io.shardark.format.error.DamagedException when they deviate from the specification
     * @throws io.shardark.format.error.TooNewException when they have a higher version
     */
    public static RootManifest read(byte[] bytes, String file) {
        try (JsonReader json = JsonReader.of(bytes, file)) {
            return new RootManifestReader(json).manifest();
        }
    }

    private RootManifest manifest() {
        json.beginDocument(RootManifestJson.FORMAT, RootManifestJson.VERSION);
        String repository = json.string("repository", RepositoryRecord::matches, "32 lower-case hexadecimal digits");
        BackupId backup = json.backup("backup");
        Instant created = json.time("created");
        Instant finished = json.time("finished");
        String program = json.nonEmptyString("program");
        Optional<Sha256> keyCheck = keyCheck();
        boolean partial = json.truth("partial");
        CutRecord cut = cut();
        Optional<PreviousBackup> previous = previous(backup);
        List<ShardReference> shards = shards();
        json.endDocument();
        return new RootManifest(
                repository, backup, created, finished, program, keyCheck, partial, cut, previous, shards);
    }

    private Optional<Sha256> keyCheck() {
        Optional<String> text = json.optionalString("keyCheck");
        if (text.isPresent() && !Sha256.matches(text.get())) {
            throw json.damaged("\"keyCheck\" is not 64 lower-case hexadecimal digits");
        }
        return text.map(Sha256::new);
    }

    private CutRecord cut() {
        json.beginObject("cut");
        CutLevel level = level();
        Instant takenAt = json.time("takenAt");
        int attempts = json.integer("attempts", 1);
        long heldMillis = json.number("heldMillis", 0, Long.MAX_VALUE);
        List<InstanceEvidence> instances = instances();
        List<String> reasons = json.strings("reasons");
        requireReasons(level, reasons);
        json.endObject();
        return new CutRecord(level, takenAt, attempts, heldMillis, instances, reasons);
    }

    private CutLevel level() {
        String text = json.string("level");
        for (CutLevel level : CutLevel.values()) {
            if (level.text().equals(text)) {
                return level;
            }
        }
        throw json.damaged("\"level\" is not global, instant or per-instance");
    }

    private void requireReasons(CutLevel level, List<String> reasons) {
        if (level == CutLevel.GLOBAL && !reasons.isEmpty()) {
            throw json.damaged("a global cut has reasons why its level is not higher");
        }
    }

    private List<InstanceEvidence> instances() {
        List<InstanceEvidence> instances = new ArrayList<>();
        json.beginArray("instances");
        while (json.hasEntry()) {
            json.beginObject();
            instances.add(new InstanceEvidence(
                    json.integer("instance", 0),
                    json.string("lock"),
                    json.number("waitMillis", 0, Long.MAX_VALUE),
                    json.number("heldMillis", 0, Long.MAX_VALUE),
                    json.integer("preparedTransactions", -1),
                    json.truth("definitionsLocked"),
                    replication()));
            json.endObject();
        }
        return instances;
    }

    private Replication replication() {
        String text = json.string("replication");
        for (Replication replication : Replication.values()) {
            if (replication.text().equals(text)) {
                return replication;
            }
        }
        throw json.damaged("\"replication\" is not none, replica or unknown");
    }

    private Optional<PreviousBackup> previous(BackupId backup) {
        if (!json.beginOptionalObject("previous")) {
            return Optional.empty();
        }
        BackupId previous = json.backup("backup");
        if (previous.equals(backup)) {
            throw json.damaged("the backup names itself as the one before it");
        }
        Sha256 manifest = json.sha256("manifestSha256");
        json.endObject();
        return Optional.of(new PreviousBackup(previous, manifest));
    }

    private List<ShardReference> shards() {
        List<ShardReference> shards = new ArrayList<>();
        json.beginArray("shards");
        while (json.hasEntry()) {
            shards.add(shard(shards.size()));
        }
        return shards;
    }

    private ShardReference shard(int number) {
        json.beginObject();
        FileRecord manifest = FileJson.readMembers(json, BackupFiles.shardManifest(number));
        long storedBytes = json.number("storedBytes", manifest.length(), Long.MAX_VALUE);
        json.endObject();
        return new ShardReference(number, manifest, storedBytes);
    }
}
