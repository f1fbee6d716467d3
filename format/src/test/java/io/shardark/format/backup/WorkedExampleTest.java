package io.shardark.format.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.chunk.Tools;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.row.RowBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of section 10 of docs/FORMAT.md, as they stand there, bring back every row. */
class WorkedExampleTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void writeBackup() throws IOException {
        EditableStore repository = new EditableStore();
        SmallBackup.encrypted(SmallBackup.FIRST).write(repository, Optional.empty());
        repository.extractTo(temporary);
        folder = temporary.resolve(BackupFiles.backupFolder(SmallBackup.FIRST));
        Files.writeString(folder.resolve("ops.key"), SampleKeys.OPERATOR.privateKeyPem());
        Files.writeString(folder.resolve("backup-host.pub"), SampleKeys.HOST.publicKeyPem());
    }

    private static String documentedCommands() throws IOException {
        String format = Files.readString(Path.of("..", "docs", "FORMAT.md"));
        int section = format.indexOf("\n## 10. ");
        int begin = format.indexOf("```sh\n", section) + "```sh\n".length();
        assertTrue(section > 0 && begin > section, "docs/FORMAT.md has no commands in section 10");
        return format.substring(begin, format.indexOf("```", begin));
    }

    private String run(String commands) throws IOException, InterruptedException {
        return Tools.run(folder, "sh", "-eu", "-c", commands);
    }

    private void assertRows(String folderOfChunks, int ordinal, int shard, int number) throws IOException {
        RowBuffer rows = SmallBackup.rows(shard, number);
        Path file = folder.resolve(folderOfChunks).resolve(String.format("c%07d.tsv", ordinal));
        assertArrayEquals(Arrays.copyOf(rows.array(), rows.length()), Files.readAllBytes(file), file.toString());
    }

    @Test
    void bringsBackEveryRow() throws IOException, InterruptedException {
        String commands = documentedCommands();
        String output = run(commands);
        assertTrue(output.contains("Signature Verified Successfully"), output);
        assertEquals(8, output.lines().filter(line -> line.endsWith(": OK")).count(), output);
        assertRows("chunks", 0, 0, 0);
        assertTrue(Files.readString(folder.resolve("catalog.json")).contains("CREATE TABLE t_order_0"));

        run(commands.replace("00000.tar", "00001.tar").replace("chunks", "chunks2"));
        assertRows("chunks2", 1, 0, 1);

        run(commands.replace("shards/0000", "shards/0001").replace("chunks", "chunks3"));
        assertRows("chunks3", 0, 1, 0);
        assertRows("chunks3", 1, 1, 1);
        try (Stream<Path> extracted = Files.list(folder.resolve("chunks3"))) {
            assertEquals(4, extracted.count(), "two chunks, encrypted and not");
        }
    }

    @Test
    void theCommandsFindDamage() throws IOException {
        Path archive = folder.resolve("shards/0000/00000.tar");
        byte[] bytes = Files.readAllBytes(archive);
        bytes[600] ^= 1;
        Files.write(archive, bytes);
        AssertionError failure = assertThrows(AssertionError.class, () -> run(documentedCommands()));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("shards/0000/00000.tar: FAILED"), message);
    }

    @Test
    void aWholeCatalogIsJsonForOthersToo() throws IOException, InterruptedException {
        run(documentedCommands());
        String sum = "import json; c = json.load(open('catalog.json'));"
                + " print(sum(t['rows'] for t in c['totals']), [x['digest'] for x in c['chunks']] != [])";
        assertEquals("4 True\n", Tools.run(folder, "python3", "-c", sum));
        assertTrue(Files.readString(folder.resolve("manifest.json"), UTF_8).endsWith("}\n"));
    }
}
