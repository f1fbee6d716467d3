package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.format.value.BackupId;
import io.shardark.samples.servers.ServerFlavor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four workers with chunks of the default size do with the promised heap. The tables give each worker several chunks,
 * so that every buffer is used again; what comes after that is more of the same, however long a table is.
 */
class OperationMemoryTest {
    private static final int HEAP_MEGABYTES = 512;
    private static final int CONNECTIONS = 2;
    private static final int CHUNK_BYTES = 16 << 20;
    private static final int ROWS = 160_000;

    @TempDir
    private Path folder;

    @Test
    void backupAndRestoreOfTablesOfManyChunks() throws Exception {
        try (TwoInstances shards = TwoInstances.create(ServerFlavor.MARIADB)) {
            fill(shards, 0);
            fill(shards, 2);
            String sum = sum(shards);
            BackupSettings backup = new BackupSettings(CONNECTIONS, CHUNK_BYTES, BackupChild.CUT);
            assertEquals("done", lastLine(BackupChild.start(shards, folder, HEAP_MEGABYTES, backup)));
            Restores.drop(shards, shards.topology());
            BackupId id =
                    Repository.open(new DiskStore(folder)).backups().iterator().next();
            RestoreSettings restore = new RestoreSettings(CONNECTIONS);
            String last = lastLine(RestoreChild.start(shards, folder, id, HEAP_MEGABYTES, restore));
            assertTrue(last.startsWith("done, ") && last.endsWith(" loaded, 0 found"), last);
            assertEquals(sum, sum(shards));
        }
    }

    /** A kilobyte a row, so that hardly any time goes into the rows themselves. */
    private static void fill(TwoInstances shards, int shard) {
        shards.execute(
                shard,
                "CREATE TABLE t (id INT PRIMARY KEY, text VARCHAR(1100) CHARACTER SET ascii NOT NULL)",
                "INSERT INTO t SELECT seq, CONCAT(REPEAT(MD5(seq), 16), REPEAT(SHA2(seq, 256), 8)) FROM seq_1_to_"
                        + ROWS);
    }

    private static String sum(TwoInstances shards) {
        String query = "SELECT CONCAT(COUNT(*), ' ', SUM(CRC32(text))) FROM t";
        return shards.value(0, query) + ", " + shards.value(2, query);
    }

    private static String lastLine(Process child) throws IOException, InterruptedException {
        String last = "";
        try (BufferedReader output = child.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                last = line;
            }
        }
        assertEquals(0, child.waitFor(), last);
        return last;
    }
}
