package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.load.BinaryLog;
import io.shardark.engine.load.FastLoad;
import io.shardark.engine.load.LoadChoices;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.read.TableDigest;
import io.shardark.engine.schema.ShardSchema;
import io.shardark.engine.topology.Shard;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.BackupId;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the process of a restore with SIGKILL at random moments, and runs it again until it ends; some runs load fast.
 * The redo logs are on in the end.
 */
class RestoreKillTest {
    /** Over all flavours together. */
    private static final int KILLS = 20;

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void killedAndRunAgainItEndsWithTheSameRowsAndDefinitions(ServerFlavor flavor) throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            SampleObjects.create(shards);
            List<String> expected = contents(shards);
            BackupReader backup = Restores.backUp(shards, folder);
            BackupId id = backup.manifest().backup();
            Restores.drop(shards, shards.topology());
            int events = runToTheEnd(shards, id);
            assertEquals(expected, contents(shards), "without a kill");
            int restores = 0;
            int kills = 0;
            for (; kills < KILLS / flavors().count(); restores++) {
                Restores.drop(shards, shards.topology());
                // Several kills of one restore, each at any moment of the run.
                for (int n = 1 + random.nextInt(6); n > 0 && !isComplete(shards); n--) {
                    kills += killAfter(shards, id, random.nextInt(events), settings(random)) ? 1 : 0;
                }
                runToTheEnd(shards, id);
                assertEquals(expected, contents(shards), "after " + kills + " kills, seed " + seed);
            }
            assertTrue(restores > 1, "restores " + restores);
            for (int shard : List.of(0, 3)) {
                String off = "SELECT 1 FROM performance_schema.global_status"
                        + " WHERE VARIABLE_NAME = 'Innodb_redo_log_enabled' AND VARIABLE_VALUE = 'OFF'";
                assertEquals("", flavor == ServerFlavor.MYSQL ? shards.value(shard, off) : "", "seed " + seed);
            }
        }
    }

    /** Forced, because the servers have schemas of other tests. */
    private static RestoreSettings settings(SplittableRandom random) {
        return new RestoreSettings(
                2, new LoadChoices(random.nextBoolean() ? FastLoad.FORCED : FastLoad.OFF, BinaryLog.ON));
    }

    private static int runToTheEnd(TwoInstances shards, Path folder, BackupId id)
            throws IOException, InterruptedException {
        Process child = RestoreChild.start(shards, folder, id);
        int events = 0;
        String last = "";
        try (BufferedReader output = child.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                events++;
                last = line;
            }
        }
        int exit = child.waitFor();
        assertTrue(exit == 0 && last.startsWith("done"), "exit " + exit + " after " + last);
        return events;
    }

    private int runToTheEnd(TwoInstances shards, BackupId id) throws IOException, InterruptedException {
        // A run that came to its end before it was killed leaves nothing to do, and is refused.
        if (isComplete(shards)) {
            return 0;
        }
        return runToTheEnd(shards, folder, id);
    }

    /** Whether the schemas are there and no ledger is. */
    private static boolean isComplete(TwoInstances shards) {
        for (Shard shard : shards.topology().shards()) {
            try (Session session = shards.sessions().open(shard.instance())) {
                boolean anything = !session.value(
                                "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + shard.schema() + "'")
                        .isEmpty();
                boolean ledger = !session.value("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = '"
                                + shard.schema() + "' AND TABLE_NAME = 'shardark_restore_ledger'")
                        .isEmpty();
                if (!anything || ledger) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns whether the child was killed before it had ended. */
    private boolean killAfter(TwoInstances shards, BackupId id, int events, RestoreSettings settings)
            throws IOException, InterruptedException {
        Process child = RestoreChild.start(shards, folder, id, 256, settings);
        try (BufferedReader output = child.inputReader()) {
            for (int event = 0; event <= events; event++) {
                if (output.readLine() == null) {
                    assertEquals(0, child.waitFor(), "the child failed by itself");
                    return false;
                }
            }
            return child.destroyForcibly().waitFor() != 0;
        }
    }

    /** Every definition and the digest of every table, by the reader of the backup side. */
    private static List<String> contents(TwoInstances shards) {
        List<String> contents = new ArrayList<>();
        for (Shard shard : shards.topology().shards()) {
            ShardSchema schema = Restores.schema(shards, shard);
            schema.objects().forEach(object -> contents.add(object.toString()));
            try (Session session = shards.sessions().open(shard.instance())) {
                for (TableRecord table : schema.tables()) {
                    RowSetDigest digest = TableDigest.compute(session, shard.schema(), table);
                    contents.add(table.definition() + "\n" + digest);
                }
            }
        }
        return contents;
    }
}
