package io.shardark.samples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs programs one at a time and measures each as a whole process, from outside.
 *
 * @param server the process id of the database server
 * @param log where the programs' output goes
 */
record Meter(long server, Path log) {
    private static final long SAMPLE_MILLIS = 20;

    /** Runs a command that leaves its result in a folder. */
    Measurement run(List<String> command, Path folder) throws IOException, InterruptedException {
        double server0 = ProcessFigures.ownSeconds(server);
        double client0 = ProcessFigures.childrenSeconds();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        double peak = 0;
        do {
            peak = Math.max(peak, peak(process));
        } while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS));
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new BenchmarkFailure(command.get(0) + " ended with " + process.exitValue() + "; see " + log);
        }
        return new Measurement(
                wall,
                ProcessFigures.childrenSeconds() - client0,
                ProcessFigures.ownSeconds(server) - server0,
                peak,
                megabytes(folder));
    }

    /** Of the process and what it has started, summed up. */
    private static double peak(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToDouble(handle -> ProcessFigures.peakMegabytes(handle.pid()))
                .sum();
    }

    private static double megabytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        }
    }
}
