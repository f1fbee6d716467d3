package io.shardark.samples.benchmark;

import java.nio.file.Path;
import java.util.List;

/** Reads every value with the driver and throws it away: what no Java program that uses it can undercut. */
record BareReaderTool(Account account, int connections) implements Tool {
    @Override
    public String name() {
        return "bare reader";
    }

    @Override
    public List<String> backup(Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path"),
                BareReader.class.getName(),
                account.optionFile().toString(),
                Integer.toString(connections));
    }

    @Override
    public List<String> restore(Path folder) {
        return List.of();
    }
}
