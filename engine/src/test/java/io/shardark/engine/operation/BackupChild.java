package io.shardark.engine.operation;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.manifest.CutLevel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that makes one backup, so that it can be killed. It reads its task from standard input, which keeps
 * passwords out of arguments, and prints each event of its progress.
 */
final class BackupChild {
    static final CutSettings CUT = new CutSettings(
            CutLevel.GLOBAL, Duration.ofSeconds(30), Duration.ofSeconds(1), CutSettings.WhenMissed.FAIL);

    private BackupChild() {}

    /** Starts a child for these shards. */
    static Process start(TwoInstances shards, Path repository) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BackupChild.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> task = new ArrayList<>();
        task.add(repository.toString());
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
        new BackupOperation(
                        Repository.openOrCreate(new DiskStore(Path.of(task.get(0)))),
                        topology(task.subList(1, task.size())),
                        new BackupSettings(2, 64 * 1024, CUT),
                        new Encryption.None(),
                        Optional.empty(),
                        new Sessions(),
                        "shardark test",
                        event -> System.out.println(event))
                .run();
        System.out.println("done");
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
