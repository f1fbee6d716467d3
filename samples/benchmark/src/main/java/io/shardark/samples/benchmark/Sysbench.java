package io.shardark.samples.benchmark;

import io.shardark.samples.servers.DatabaseServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Transactions of other people: sysbench's oltp_read_write on the tables of one schema. */
final class Sysbench {
    static final String SCHEMA = "sbtest";

    private static final int TABLES = 4;
    private static final Pattern TRANSACTIONS = Pattern.compile("transactions: +\\d+ +\\(([0-9.]+) per sec\\.\\)");
    private static final Pattern PERCENTILE = Pattern.compile("95th percentile: +([0-9.]+)");

    private final Path options;
    private final long rows;
    private final int threads;

    /** Writes the options into a folder: what is on a command line, everybody can see. */
    Sysbench(DatabaseServer server, Path folder, long rows, int threads) throws IOException {
        this.rows = rows;
        this.threads = threads;
        this.options = Account.secret(
                folder.resolve("sysbench.cnf"),
                "mysql-host=%s%nmysql-port=%d%nmysql-user=%s%nmysql-password=%s%nmysql-db=%s%n"
                        .formatted(server.host(), server.port(), server.user(), server.password(), SCHEMA));
    }

    /** Throughput, and the time within which 95 of 100 transactions ended. */
    record Figures(double transactionsPerSecond, double percentileMillis) {}

    void prepare() throws IOException, InterruptedException {
        run("prepare");
    }

    Figures run(int seconds) throws IOException, InterruptedException {
        String output = run("run", "--time=" + seconds);
        return new Figures(number(TRANSACTIONS, output), number(PERCENTILE, output));
    }

    private String run(String task, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "sysbench",
                "oltp_read_write",
                "--config-file=" + options,
                "--tables=" + TABLES,
                "--table-size=" + rows / TABLES,
                "--threads=" + threads));
        command.addAll(List.of(more));
        command.add(task);
        Path log = Files.createTempFile(options.toAbsolutePath().getParent(), "sysbench", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exitCode = process.waitFor();
        String output = Files.readString(log, StandardCharsets.UTF_8);
        if (exitCode != 0) {
            throw new BenchmarkFailure("sysbench " + task + " ended with " + exitCode + ": " + output);
        }
        return output;
    }

    private static double number(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new BenchmarkFailure("sysbench did not say " + pattern + ": " + output);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
