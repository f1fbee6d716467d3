package io.shardark.format.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardark.format.error.TooNewException;
import io.shardark.format.json.Edits;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootManifestTest {
    private static final Sha256 DIGEST = new Sha256("ab".repeat(32));
    private static final BackupId BACKUP = new BackupId("20261122T150312Z-3f9a01bc");
    private static final RootManifest MANIFEST = new RootManifest(
            "00112233445566778899aabbccddeeff",
            BACKUP,
            Instant.parse("2026-11-22T15:03:12Z"),
            Instant.parse("2026-11-22T15:09:59.123456789Z"),
            "shardark 0.1",
            Optional.of(DIGEST),
            true,
            new CutRecord(
                    CutLevel.INSTANT,
                    Instant.parse("2026-11-22T15:03:13.5Z"),
                    2,
                    45,
                    List.of(new InstanceEvidence(
                            0, "FLUSH TABLES WITH READ LOCK", 12, 30, -1, true, Replication.UNKNOWN)),
                    List.of("Open transactions were not waited for.")),
            Optional.of(new PreviousBackup(new BackupId("20261121T150312Z-00000000"), DIGEST)),
            List.of(
                    new ShardReference(0, new FileRecord("shards/0000/manifest.json", 1234, DIGEST), 99_999),
                    new ShardReference(1, new FileRecord("shards/0001/manifest.json", 1, DIGEST), 1)));
    private static final String JSON = new String(RootManifestJson.write(MANIFEST), UTF_8);

    private static RootManifest read(byte[] bytes) {
        return RootManifestReader.read(bytes, "FILE");
    }

    @Test
    void readsWhatItWrote() {
        assertEquals(MANIFEST, read(JSON.getBytes(UTF_8)));
    }

    @Test
    void readsWhatIsAbsent() {
        RootManifest least = new RootManifest(
                MANIFEST.repository(),
                BACKUP,
                MANIFEST.created(),
                MANIFEST.finished(),
                "x",
                Optional.empty(),
                false,
                new CutRecord(CutLevel.GLOBAL, MANIFEST.created(), 1, 0, List.of(), List.of()),
                Optional.empty(),
                List.of());
        assertEquals(least, read(RootManifestJson.write(least)));
    }

    @Test
    void tellsALaterVersion() {
        byte[] later = JSON.replace("\"version\": 1", "\"version\": 2").getBytes(UTF_8);
        assertThrows(TooNewException.class, () -> read(later));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "shardark-backup ~ shardark-shard ~ this is no \"shardark-backup\"",
                "00112233 ~ 0011223 ~ \"repository\" is not 32",
                "aabbccdd ~ AABBCCDD ~ \"repository\" is not 32",
                "20261122T150312Z ~ ../../20261122T150312Z ~ \"backup\" is not a backup id",
                "\"2026-11-22T15:03:12Z\" ~ \"2026-11-22T15:03:12\" ~ \"created\" is not a time",
                "\"2026-11-22T15:03:12Z\" ~ \"2026-11-22T15:03:12+01:00\" ~ \"created\" is not a time",
                "2026-11-22T15:09 ~ 2026-02-30T15:09 ~ \"finished\" is not a time that exists",
                "shardark 0.1 ~ '' ~ \"program\" is not a text of at least one",
                "\"keyCheck\": \"ab ~ \"keyCheck\": \"AB ~ \"keyCheck\" is not 64",
                "\"keyCheck\": \" ~ \"keyCheck\": \"a ~ \"keyCheck\" is not 64",
                "\"instant\" ~ \"Instant\" ~ \"level\" is not",
                "\"instant\" ~ \"global\" ~ a global cut has reasons",
                "\"partial\": true ~ \"partial\": null ~ not true or false",
                "\"partial\": true, ~ '' ~ \"partial\"",
                "\"attempts\": 2 ~ \"attempts\": 0 ~ \"attempts\" is 0",
                "\"heldMillis\": 45 ~ \"heldMillis\": -1 ~ \"heldMillis\" is -1",
                "\"instance\": 0 ~ \"instance\": -1 ~ \"instance\" is -1",
                "\"waitMillis\": 12 ~ \"waitMillis\": -1 ~ \"waitMillis\" is -1",
                "\"heldMillis\": 30 ~ \"heldMillis\": -1 ~ \"heldMillis\" is -1",
                "\"preparedTransactions\": -1 ~ \"preparedTransactions\": -2 ~ \"preparedTransactions\" is -2",
                "\"definitionsLocked\": true ~ \"definitionsLocked\": \"true\" ~ not true or false",
                "\"unknown\" ~ \"Unknown\" ~ \"replication\" is not none",
                "20261121T150312Z-00000000 ~ 20261122T150312Z-3f9a01bc ~ names itself",
                "\"manifestSha256\": \"ab ~ \"manifestSha256\": \"xy ~ \"manifestSha256\" is not 64",
                "shards/0000/manifest.json ~ ../../../etc/passwd ~ \"name\" is not \"shards/0000",
                "shards/0000/manifest.json ~ shards/0001/manifest.json ~ \"name\" is not \"shards/0000",
                "shards/0001/manifest.json ~ shards/1/manifest.json ~ \"name\" is not \"shards/0001",
                "\"length\": 1234 ~ \"length\": 0 ~ \"length\" is 0",
                "\"storedBytes\": 99999 ~ \"storedBytes\": 1233 ~ \"storedBytes\" is 1233",
            })
    void refusesOneBrokenRule(String from, String to, String part) {
        Edits.refused(JSON, from, to, part, RootManifestTest::read);
    }
}
