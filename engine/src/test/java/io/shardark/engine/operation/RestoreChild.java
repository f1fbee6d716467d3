package io.shardark.engine.operation;

import io.shardark.engine.load.BinaryLog;
import io.shardark.engine.load.FastLoad;
import io.shardark.engine.load.LoadChoices;
import io.shardark.engine.mysql.Sessions;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.value.BackupId;
import java.io.IOException;
import java.nio.file.Path;

/** A process that runs one restore and prints each event of its progress. */
final class RestoreChild {
    private RestoreChild() {}

    /** Starts a child that restores a backup into these shards with two connections for each instance. */
    static Process start(TwoInstances shards, Path repository, BackupId backup) throws IOException {
        return start(shards, repository, backup, 256, new RestoreSettings(2));
    }

    /** Starts a child with a heap of at most so many MiB. */
    static Process start(TwoInstances shards, Path repository, BackupId backup, int heap, RestoreSettings settings)
            throws IOException {
        return ChildProcess.start(
                RestoreChild.class,
                heap,
                shards,
                repository.toString(),
                backup.text(),
                Integer.toString(settings.connectionsPerInstance()),
                settings.choices().fastLoad().name());
    }

    public static void main(String[] arguments) throws IOException {
        ChildProcess.Task task = ChildProcess.task();
        BackupReader backup =
                Restores.open(task.folder(), new BackupId(task.words().get(1)));
        RestoreReport report = new RestoreOperation(
                        backup,
                        NoEnvelope.INSTANCE,
                        task.topology(),
                        TableSelection.everything(),
                        new RestoreSettings(Integer.parseInt(task.words().get(2)), choices(task)),
                        new Sessions(),
                        event -> System.out.println(event))
                .run();
        System.out.println("done, " + report.chunksLoaded() + " loaded, " + report.chunksFound() + " found");
    }

    private static LoadChoices choices(ChildProcess.Task task) {
        return new LoadChoices(FastLoad.valueOf(task.words().get(3)), BinaryLog.ON);
    }
}
