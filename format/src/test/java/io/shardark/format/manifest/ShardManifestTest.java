package io.shardark.format.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardark.format.error.TooNewException;
import io.shardark.format.json.Edits;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardManifestTest {
    private static final Sha256 DIGEST = new Sha256("ab".repeat(32));
    private static final BackupId BACKUP = new BackupId("20261122T150312Z-3f9a01bc");
    private static final ShardManifest MANIFEST = new ShardManifest(
            BACKUP,
            3,
            List.of(
                    new ChunkPlace(0, 512, 100, DIGEST),
                    new ChunkPlace(0, 1536, 101, new Sha256("cd".repeat(32))),
                    new ChunkPlace(1, 512, 102, DIGEST)),
            List.of(new FileRecord("00000.tar", 3072, DIGEST), new FileRecord("00001.tar", 2048, DIGEST)),
            new FileRecord("catalog.json.zst.p7m", 999, DIGEST));
    private static final String JSON = write(MANIFEST);

    private static String write(ShardManifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ShardManifestJson.write(manifest, bytes);
        return bytes.toString(UTF_8);
    }

    private static ShardManifest read(byte[] bytes) {
        return ShardManifestReader.read(bytes, "FILE");
    }

    @Test
    void readsWhatItWrote() {
        assertEquals(MANIFEST, read(JSON.getBytes(UTF_8)));
        FileRecord catalog = new FileRecord("catalog.json.zst", 1, DIGEST);
        ShardManifest empty = new ShardManifest(BACKUP, 0, List.of(), List.of(), catalog);
        assertEquals(empty, read(write(empty).getBytes(UTF_8)));
    }

    @Test
    void readsManyChunks() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        List<ChunkPlace> places = new ArrayList<>();
        List<FileRecord> archives = new ArrayList<>();
        for (int archive = 0; archive < 5; archive++) {
            long position = 0;
            for (int chunk = 0; chunk < 1000; chunk++) {
                long length = 1L + random.nextInt(Integer.MAX_VALUE - 8);
                byte[] content = new byte[8];
                random.nextBytes(content);
                places.add(new ChunkPlace(archive, position + 512, length, Sha256.of(content)));
                position += 512 + length + random.nextInt(512);
            }
            archives.add(new FileRecord(BackupFiles.archive(archive), position + 1024, DIGEST));
        }
        ShardManifest manifest = new ShardManifest(BACKUP, 0, places, archives, MANIFEST.catalog());
        assertEquals(places, manifest.chunks(), "seed " + seed);
        assertEquals(manifest, read(write(manifest).getBytes(UTF_8)), "seed " + seed);
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
                "shardark-shard ~ shardark-catalog ~ this is no \"shardark-shard\"",
                "20261122T150312Z ~ 20261122T150312 ~ \"backup\" is not a backup id",
                "\"shard\": 3 ~ \"shard\": -1 ~ \"shard\" is -1",
                "\"archive\": 1 ~ \"archive\": 2 ~ ordinal 2 lies in archive file 2, there are 2",
                "\"archive\": 0 ~ \"archive\": 1 ~ ordinal 1 does not lie behind",
                "\"archive\": 1 ~ \"archive\": -1 ~ \"archive\" is -1",
                "\"offset\": 512 ~ \"offset\": 511 ~ \"offset\" is 511",
                "\"offset\": 1536 ~ \"offset\": 611 ~ ordinal 1 does not lie behind",
                "\"offset\": 1536 ~ \"offset\": 512 ~ ordinal 1 does not lie behind",
                "\"offset\": 1536 ~ \"offset\": 2972 ~ ordinal 1 of 101 bytes at 2972 ends behind its archive file",
                "\"offset\": 1536 ~ \"offset\": 9223372036854775807 ~ ends behind its archive file",
                "\"length\": 100 ~ \"length\": 0 ~ \"length\" is 0",
                "\"length\": 100 ~ \"length\": 1025 ~ ordinal 1 does not lie behind",
                "\"length\": 100 ~ \"length\": 2147483640 ~ \"length\" is 2147483640",
                "\"sha256\": \"cd ~ \"sha256\": \"CD ~ \"sha256\" is not 64",
                "\"00000.tar\" ~ \"../0.tar\" ~ \"name\" is not \"00000.tar\"",
                "\"00001.tar\" ~ \"00000.tar\" ~ \"name\" is not \"00001.tar\"",
                "\"length\": 2048 ~ \"length\": 613 ~ ordinal 2 of 102 bytes at 512 ends behind",
                "\"catalog.json.zst.p7m\" ~ \"catalog.json\" ~ the name of a catalog",
                "\"catalog.json.zst.p7m\" ~ \"/catalog.json.zst\" ~ the name of a catalog",
                "\"length\": 999 ~ \"length\": 0 ~ \"length\" is 0",
            })
    void refusesOneBrokenRule(String from, String to, String part) {
        Edits.refused(JSON, from, to, part, ShardManifestTest::read);
    }

    @Test
    void chunksMayTouch() {
        ShardManifest touching = read(JSON.replaceFirst("512", "1436").getBytes(UTF_8));
        assertEquals(
                1536,
                touching.chunks().get(0).offset() + touching.chunks().get(0).length());
    }
}
