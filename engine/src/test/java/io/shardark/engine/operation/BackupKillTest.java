package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.value.BackupId;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills the process of a backup with SIGKILL at random moments, again and again. */
class BackupKillTest {
    private static final int KILLS = 10;

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void killedBackupsAreNoBackupsAndHoldNoLocks(ServerFlavor flavor) throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            int events = runToTheEnd(shards);
            for (int kill = 0; kill < KILLS; kill++) {
                killAfter(shards, random.nextInt(events), "seed " + seed);
                for (int shard = 0; shard < TwoInstances.SHARDS; shard++) {
                    shards.execute(
                            shard,
                            "SET SESSION lock_wait_timeout = 20",
                            "UPDATE t_order SET note = 'written after kill " + kill + "' WHERE id = " + (kill + 1));
                }
            }
            runToTheEnd(shards);
            Repository repository = Repository.open(new DiskStore(folder));
            assertEquals(
                    whole(repository),
                    repository.store().list("backups/").stream()
                            .map(name -> name.split("/", -1)[1])
                            .distinct()
                            .count(),
                    "leftovers of killed backups, seed " + seed);
            for (BackupId id : repository.backups()) {
                assertEquals(List.of(), findings(shards, repository, id), "seed " + seed);
            }
        }
    }

    private static long whole(Repository repository) {
        return repository.backups().size();
    }

    private int runToTheEnd(TwoInstances shards) throws IOException, InterruptedException {
        Process child = BackupChild.start(shards, folder);
        int events = 0;
        String last = "";
        try (BufferedReader output = child.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                events++;
                last = line;
            }
        }
        assertEquals(0, child.waitFor());
        assertEquals("done", last);
        return events;
    }

    private void killAfter(TwoInstances shards, int events, String message) throws IOException, InterruptedException {
        Process child = BackupChild.start(shards, folder);
        try (BufferedReader output = child.inputReader()) {
            for (int event = 0; event <= events; event++) {
                assertTrue(output.readLine() != null || !child.isAlive() || child.waitFor() == 0, message);
            }
            child.destroyForcibly().waitFor();
        }
    }

    private static List<String> findings(TwoInstances shards, Repository repository, BackupId id) {
        return new VerifyOperation(
                        repository,
                        id,
                        VerifyReport.Level.DATA,
                        new TrustedSigners(List.of()),
                        Optional.empty(),
                        Optional.empty(),
                        shards.sessions(),
                        ProgressListener.NONE)
                .run()
                .findings();
    }
}
