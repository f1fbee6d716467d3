package io.shardark.engine.operation;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.value.BackupId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that runs one restore, so that it can be killed. It reads its task from standard input, which keeps
 * passwords out of arguments, and prints each event of its progress.
 */
final class RestoreChild {
    private RestoreChild() {}

    /** Starts a child that restores a backup into these shards. */
    static Process start(TwoInstances shards, Path repository, BackupId backup) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RestoreChild.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> task = new ArrayList<>(List.of(repository.toString(), backup.text()));
        for (Shard shard : shards.topology().shards()) {
            Instance instance = shard.instance();
            task.add(String.join(
                    " ",
                    Integer.toString(instance.number()),
                    instance.host(),
                    Integer.toString(instance.port()),
                    instance.user(),
                    TwoInstances.password(shards.flavor(), instance.number()),
                    shard.schema()));
        }
        try (var input = child.outputWriter(StandardCharsets.UTF_8)) {
            input.write(String.join("\n", task) + "\n");
        }
        return child;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> task;
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            task = input.lines().toList();
        }
        BackupReader backup = Restores.open(Path.of(task.get(0)), new BackupId(task.get(1)));
        RestoreReport report = new RestoreOperation(
                        backup,
                        NoEnvelope.INSTANCE,
                        topology(task.subList(2, task.size())),
                        TableSelection.everything(),
                        new RestoreSettings(2),
                        new Sessions(),
                        event -> System.out.println(event))
                .run();
        System.out.println("done, " + report.chunksLoaded() + " loaded, " + report.chunksFound() + " found");
    }

    private static Topology topology(List<String> lines) {
        List<Instance> instances = new ArrayList<>();
        List<Shard> shards = new ArrayList<>();
        for (String line : lines) {
            String[] word = line.split(" ", -1);
            int number = Integer.parseInt(word[0]);
            if (number == instances.size()) {
                instances.add(new Instance(
                        number,
                        "instance-" + number,
                        word[1],
                        Integer.parseInt(word[2]),
                        word[3],
                        new Secret(word[4]),
                        Tls.PREFERRED));
            }
            shards.add(new Shard(shards.size(), "ds_" + shards.size(), instances.get(number), word[5]));
        }
        return new Topology(instances, shards, List.of());
    }
}
