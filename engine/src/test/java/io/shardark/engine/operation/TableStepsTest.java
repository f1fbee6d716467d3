package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.format.backup.BackupReader;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table has its keys before a worker begins with the next one. */
class TableStepsTest {
    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void eachTableIsCompletedBeforeTheNextOneBegins(ServerFlavor flavor) throws Exception {
        // Keys of tables with computed columns wait for the rows, few as these are.
        assertEquals(List.of("1", "2", "3"), tablesWithKeys(flavor, "u INT NOT NULL, g INT AS (u + 1)"));
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void smallTablesHaveTheirKeysBeforeTheirRows(ServerFlavor flavor) throws Exception {
        assertEquals(List.of("3", "3", "3"), tablesWithKeys(flavor, "u INT NOT NULL"));
    }

    /** How many of three tables have their key after each chunk, and at the end. */
    private List<String> tablesWithKeys(ServerFlavor flavor, String columns) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            server.execute(
                    "CREATE DATABASE trap_source CHARACTER SET utf8mb4",
                    "USE trap_source",
                    "CREATE TABLE t_one (id INT PRIMARY KEY, " + columns + ", UNIQUE KEY by_u (u))",
                    "INSERT INTO t_one (id, u) VALUES (1, 10), (2, 20)",
                    "CREATE TABLE t_two LIKE t_one",
                    "INSERT INTO t_two (id, u) VALUES (3, 30)",
                    "CREATE TABLE t_none LIKE t_one");
            BackupReader backup = server.backUp();
            List<String> finished = new ArrayList<>();
            server.restore(backup, "copy_of_trap", event -> {
                if (event instanceof ChunkDone) {
                    finished.add(tablesWithKeys(server));
                }
            });
            finished.add(tablesWithKeys(server));
            return finished;
        }
    }

    private static String tablesWithKeys(TrapServer server) {
        try {
            return server.value("SELECT COUNT(*) FROM information_schema.STATISTICS"
                    + " WHERE TABLE_SCHEMA = 'copy_of_trap' AND INDEX_NAME = 'by_u'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
