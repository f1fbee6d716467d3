package io.shardark.engine.operation;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation in a process of its own, so that it can be killed or given little memory. Its task comes through
 * standard input, which keeps passwords out of arguments: one word a line, and a line for each shard.
 */
final class ChildProcess {
    private static final String END_OF_WORDS = "--";

    /** What a child was told to do. */
    record Task(List<String> words, Topology topology) {
        Path folder() {
            return Path.of(words.get(0));
        }
    }

    private ChildProcess() {}

    /** Starts the main method of a class with a heap of at most so many MiB. */
    static Process start(Class<?> main, int heap, TwoInstances shards, String... words) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        main.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>(List.of(words));
        lines.add(END_OF_WORDS);
        shards.topology().shards().forEach(shard -> lines.add(line(shards, shard)));
        try (var input = child.outputWriter(StandardCharsets.UTF_8)) {
            input.write(String.join("\n", lines) + "\n");
        }
        return child;
    }

    private static String line(TwoInstances shards, Shard shard) {
        Instance instance = shard.instance();
        return String.join(
                " ",
                Integer.toString(instance.number()),
                instance.host(),
                Integer.toString(instance.port()),
                instance.user(),
                TwoInstances.password(shards.flavor(), instance.number()),
                shard.schema());
    }

    /** In the child: reads the task. */
    static Task task() throws IOException {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            List<String> lines = input.lines().toList();
            int end = lines.indexOf(END_OF_WORDS);
            return new Task(lines.subList(0, end), topology(lines.subList(end + 1, lines.size())));
        }
    }

    private static Topology topology(List<String> lines) {
        List<Instance> instances = new ArrayList<>();
        List<Shard> shards = new ArrayList<>();
        for (String line : lines) {
            String[] word = line.split(" ", -1);
            int number = Integer.parseInt(word[0]);
            if (number == instances.size()) {
                instances.add(instance(number, word));
            }
            shards.add(new Shard(shards.size(), "ds_" + shards.size(), instances.get(number), word[5]));
        }
        return new Topology(instances, shards, List.of());
    }

    private static Instance instance(int number, String[] word) {
        return new Instance(
                number,
                "instance-" + number,
                word[1],
                Integer.parseInt(word[2]),
                word[3],
                new Secret(word[4]),
                Tls.PREFERRED);
    }
}
