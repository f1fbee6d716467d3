package io.shardark.format.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.chunk.Tools;
import io.shardark.format.error.DamagedException;
import io.shardark.format.value.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumsTest {
    private static final Sha256 DIGEST = new Sha256("ab".repeat(32));

    @Test
    void sha256sumAgrees(@TempDir Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("shards/0000"));
        Files.writeString(folder.resolve("shards/0000/a.tar"), "one");
        Files.writeString(folder.resolve("keys.p7m"), "two");
        List<FileRecord> files = List.of(
                new FileRecord("shards/0000/a.tar", 3, Sha256.of("one".getBytes(US_ASCII))),
                new FileRecord("keys.p7m", 3, Sha256.of("two".getBytes(US_ASCII))));
        Files.write(folder.resolve("SHA256SUMS"), Checksums.write(files));
        String output = Tools.run(folder, "sha256sum", "--strict", "-c", "SHA256SUMS");
        assertEquals("keys.p7m: OK\nshards/0000/a.tar: OK\n", output);
    }

    @Test
    void readsWhatItWrote() {
        FileRecord file = new FileRecord("a", 1, DIGEST);
        assertEquals(Map.of("a", DIGEST), Checksums.read(Checksums.write(List.of(file)), "FILE"));
        assertEquals(Map.of(), Checksums.read(new byte[0], "FILE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "D  a",
                "D a\n",
                "D *a\n",
                "D  \n",
                "\n",
                "D  b\nD  a\n",
                "D  a\nD  a\n",
                "D  a\r\nD  a\n\n",
                "dD  a\n"
            })
    void refusesOneBrokenRule(String text) {
        byte[] bytes = text.replace("D", DIGEST.hex()).getBytes(UTF_8);
        DamagedException damage = assertThrows(DamagedException.class, () -> Checksums.read(bytes, "FILE"));
        assertTrue(damage.getMessage().startsWith("FILE:"), damage.getMessage());
    }

    @Test
    void repositoryRecordIsStrict() {
        RepositoryRecord record =
                new RepositoryRecord("00112233445566778899aabbccddeeff", Instant.parse("2026-11-22T15:03:12Z"));
        byte[] bytes = RepositoryJson.write(record);
        assertEquals(record, RepositoryJson.read(bytes, "FILE"));
        String edited = new String(bytes, UTF_8).replace("0011", "../1");
        assertThrows(DamagedException.class, () -> RepositoryJson.read(edited.getBytes(UTF_8), "FILE"));
    }
}
