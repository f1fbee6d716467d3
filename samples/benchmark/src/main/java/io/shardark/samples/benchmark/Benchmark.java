package io.shardark.samples.benchmark;

import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerOptions;
import io.shardark.samples.servers.Servers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Measures backups and restores of Shardark and other tools in turns, and prints tables of medians. */
public final class Benchmark {
    private final BenchmarkOptions options;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Series backups;
    private final Series restores;

    private Benchmark(BenchmarkOptions options) {
        this.options = options;
        String what = "%s, %s, %s, %d connections"
                .formatted(options.server(), options.data(), options.layout(), options.connections());
        this.backups = new Series("backup: " + what);
        this.restores = new Series("restore: " + what);
    }

    /** Runs the benchmark that the arguments ask for. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkOptions options = new BenchmarkOptions();
        CommandLine line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            line.parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        if (line.isUsageHelpRequested()) {
            line.usage(System.out);
            return;
        }
        new Benchmark(options).run();
    }

    private void run() throws Exception {
        delete(options.work());
        Files.createDirectories(options.work());
        ServerOptions serverOptions =
                ServerOptions.defaults().withArguments(options.serverOptions().toArray(String[]::new));
        try (DatabaseServer server = Servers.start(options.server(), serverOptions)) {
            Data data = new Data(server, options.data(), options.layout());
            out.println(server.flavor() + " " + server.version() + "; filling the shards ...");
            data.fill();
            measure(data, tools(Account.write(server, options.work())));
        }
        out.println();
        out.println(backups.markdown());
        out.println(restores.markdown());
    }

    private List<Tool> tools(Account account) throws IOException, InterruptedException {
        List<Tool> tools = new ArrayList<>();
        tools.add(new ShardarkTool(
                options.launcher(),
                options.work(),
                account,
                options.connections(),
                options.restoreOptions(),
                options.layout().schemas()));
        tools.add(new BareReaderTool(account, options.connections()));
        options.mydumper(account).ifPresent(tools::add);
        options.dump(account).ifPresent(tools::add);
        return tools;
    }

    /** The first round fills the caches and is not counted. */
    private void measure(Data data, List<Tool> tools) throws Exception {
        Meter meter = new Meter(data.server().processId(), options.work().resolve("output.log"));
        String expected = data.checksum();
        for (int round = 0; round <= options.rounds(); round++) {
            for (Tool tool : tools) {
                Path folder = options.work().resolve(tool.name().replace(' ', '-'));
                delete(folder);
                Files.createDirectories(folder);
                count(round, backups, tool, "backup", meter.run(tool.backup(folder), folder));
            }
        }
        for (int round = 0; round <= options.rounds(); round++) {
            for (Tool tool : tools) {
                restore(round, data, tool, meter, expected);
            }
        }
    }

    private void restore(int round, Data data, Tool tool, Meter meter, String expected) throws Exception {
        Path folder = options.work().resolve(tool.name().replace(' ', '-'));
        List<String> command = tool.restore(folder);
        if (command.isEmpty()) {
            return;
        }
        data.drop();
        count(round, restores, tool, "restore", meter.run(command, folder));
        if (!data.checksum().equals(expected)) {
            out.println("note: after " + tool.name() + " the server's CHECKSUM TABLE differs");
        }
    }

    private void count(int round, Series series, Tool tool, String task, Measurement measurement) {
        out.printf(
                "%s %s, round %d: %.2f s, client %.2f s, server %.2f s, peak %.0f MiB, %.1f MB%n",
                tool.name(),
                task,
                round,
                measurement.wallSeconds(),
                measurement.clientSeconds(),
                measurement.serverSeconds(),
                measurement.peakMegabytes(),
                measurement.storedMegabytes());
        if (round > 0) {
            series.add(tool.name(), measurement);
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
