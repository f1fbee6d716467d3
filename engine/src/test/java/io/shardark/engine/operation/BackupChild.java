package io.shardark.engine.operation;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.format.manifest.CutLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A process that makes one backup and prints each event of its progress. */
final class BackupChild {
    static final CutSettings CUT = new CutSettings(
            CutLevel.GLOBAL, Duration.ofSeconds(30), Duration.ofSeconds(1), CutSettings.WhenMissed.FAIL);

    private BackupChild() {}

    /** Starts a child for these shards, with small chunks. */
    static Process start(TwoInstances shards, Path repository) throws IOException {
        return start(shards, repository, 256, new BackupSettings(2, 64 * 1024, CUT));
    }

    /** Starts a child with a heap of at most so many MiB; of the settings, connections and chunk size count. */
    static Process start(TwoInstances shards, Path repository, int heap, BackupSettings settings) throws IOException {
        return ChildProcess.start(
                BackupChild.class,
                heap,
                shards,
                repository.toString(),
                Integer.toString(settings.connectionsPerInstance()),
                Integer.toString(settings.chunkBytes()));
    }

    public static void main(String[] arguments) throws IOException {
        ChildProcess.Task task = ChildProcess.task();
        int connections = Integer.parseInt(task.words().get(1));
        int chunkBytes = Integer.parseInt(task.words().get(2));
        new BackupOperation(
                        Repository.openOrCreate(new DiskStore(task.folder())),
                        task.topology(),
                        new BackupSettings(connections, chunkBytes, CUT),
                        new Encryption.None(),
                        Optional.empty(),
                        new Sessions(),
                        "shardark test",
                        event -> System.out.println(event))
                .run();
        System.out.println("done");
    }
}
