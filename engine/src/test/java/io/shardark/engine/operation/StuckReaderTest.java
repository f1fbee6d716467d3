package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.UnreachableException;
import io.shardark.samples.servers.ServerFlavor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A reader that is held up for long in the middle of a result, as by a store, while the server has rows left to send.
 */
class StuckReaderTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    /** Rows of a MiB, without a key and so one result: more than fits into the buffers between server and client. */
    private static final int ROWS = 48;

    private static final String READING = "SELECT COALESCE(MAX(id), 0) FROM information_schema.processlist"
            + " WHERE id <> CONNECTION_ID() AND info LIKE 'SELECT %%FROM `%s`.`t_big`%%'";

    @TempDir
    private Path folder;

    /** Does something once, in the thread that reads the large table and after its first chunk was stored. */
    private record Stuck(AtomicBoolean done, Runnable meanwhile) implements ProgressListener {
        @Override
        public void on(ProgressEvent event) {
            boolean reading = event instanceof ChunkDone chunk && chunk.table().equals("t_big");
            if (reading && done.compareAndSet(false, true)) {
                meanwhile.run();
            }
        }
    }

    /** Sessions that the server ends sooner than Shardark asks for. */
    private static final class Impatient extends Sessions {
        @Override
        public Session open(Instance instance, Map<String, String> driverProperties) {
            return super.open(instance, Map.of("netTimeoutForStreamingResults", "1"));
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void theServerWaitsForIt(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor)) {
            String before = shards.value(0, "SELECT @@global.net_write_timeout");
            shards.execute(0, "SET GLOBAL net_write_timeout = 1");
            try {
                BackupReport report = backUp(
                        shards, shards.sessions(), () -> await(shards, reading(shards) + " AND time >= 3", true));
                assertEquals(ROWS + 1, report.rows());
            } finally {
                shards.execute(0, "SET GLOBAL net_write_timeout = " + before);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aStatementThatIsKilledMeanwhileIsNoEndOfTheRows(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor)) {
            assertRefused(shards, shards.sessions(), () -> {
                await(shards, reading(shards), true);
                shards.execute(0, "KILL QUERY " + shards.value(0, reading(shards)));
            });
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aServerThatGivesUpWritingIsNoEndOfTheRows(ServerFlavor flavor) {
        try (TwoInstances shards = filled(flavor)) {
            assertRefused(shards, new Impatient(), () -> {
                await(shards, reading(shards), true);
                await(shards, reading(shards), false);
            });
        }
    }

    private static TwoInstances filled(ServerFlavor flavor) {
        TwoInstances shards = TwoInstances.create(flavor);
        shards.execute(
                0,
                "CREATE TABLE t_big (id INT, body LONGTEXT)",
                "INSERT INTO t_big WITH RECURSIVE n AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM n WHERE id < "
                        + ROWS + ") SELECT id, REPEAT('x', 1048576) FROM n",
                "CREATE TABLE t_small (id INT PRIMARY KEY)",
                "INSERT INTO t_small VALUES (1)");
        return shards;
    }

    private static String reading(TwoInstances shards) {
        return READING.formatted(shards.shard(0).schema());
    }

    private static void await(TwoInstances shards, String number, boolean positive) {
        long end = System.nanoTime() + 120_000_000_000L;
        while (shards.value(0, number).equals("0") == positive) {
            assertTrue(System.nanoTime() < end, number);
        }
    }

    private void assertRefused(TwoInstances shards, Sessions sessions, Runnable meanwhile) {
        UnreachableException failure =
                assertThrows(UnreachableException.class, () -> backUp(shards, sessions, meanwhile));
        assertTrue(failure.getMessage().startsWith("table t_big of shard ds_0 "), failure.getMessage());
        assertTrue(failure.hint().contains("back up again"), failure.hint());
        assertEquals(List.of(), Repository.open(new DiskStore(folder)).backups());
    }

    private BackupReport backUp(TwoInstances shards, Sessions sessions, Runnable meanwhile) {
        return new BackupOperation(
                        Repository.openOrCreate(new DiskStore(folder)),
                        shards.topology(),
                        new BackupSettings(1, 64 * 1024, BackupChild.CUT),
                        new Encryption.None(),
                        Optional.empty(),
                        sessions,
                        "shardark test",
                        new Stuck(new AtomicBoolean(), meanwhile))
                .run();
    }
}
