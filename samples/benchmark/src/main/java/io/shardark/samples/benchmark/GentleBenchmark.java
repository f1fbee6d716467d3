package io.shardark.samples.benchmark;

import io.shardark.samples.benchmark.Sysbench.Figures;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.ServerOptions;
import io.shardark.samples.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what transactions lose beside backups at several paces, and prints a table of medians. */
@Command(
        name = "samples/gentle.sh",
        sortOptions = false,
        description = "Measures the throughput of sysbench beside backups on a server that it starts.")
public final class GentleBenchmark {
    private static final String ALONE = "nothing";
    private static final String UNLIMITED = "no limit";

    // Picocli reads it.
    @SuppressWarnings("unused")
    @Option(names = "--help", usageHelp = true, description = "shows this")
    private boolean help;

    @Option(names = "--launcher", hidden = true, required = true)
    private Path launcher = Path.of("");

    @Option(names = "--work", hidden = true, required = true)
    private Path work = Path.of("");

    @Option(names = "--server", defaultValue = "MARIADB", description = "${COMPLETION-CANDIDATES}")
    private ServerFlavor flavor = ServerFlavor.MARIADB;

    @Option(names = "--server-option", description = "handed to the server, as in --innodb-buffer-pool-size=4G")
    private List<String> serverOptions = List.of();

    @Option(names = "--rows", defaultValue = "800000", description = "in all tables together (${DEFAULT-VALUE})")
    private long rows;

    @Option(names = "--threads", defaultValue = "4", description = "of sysbench (${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--seconds", defaultValue = "20", description = "of each measurement (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "10", description = "seconds in which a backup's code is compiled")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "1", description = "of all paces in turns (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--pace", description = "keys of backup.pace, as in 'bytes-per-second: 2MiB'; may be repeated")
    private List<String> paces = List.of();

    private GentleBenchmark() {}

    /** Runs the benchmark that the arguments ask for. */
    public static void main(String[] arguments) throws Exception {
        GentleBenchmark benchmark = new GentleBenchmark();
        CommandLine line = new CommandLine(benchmark).setCaseInsensitiveEnumValuesAllowed(true);
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
        benchmark.run();
    }

    private void run() throws Exception {
        Benchmark.delete(work);
        Files.createDirectories(work);
        ServerOptions options = ServerOptions.defaults().withArguments(serverOptions.toArray(String[]::new));
        try (DatabaseServer server = Servers.start(flavor, options)) {
            execute(server, "CREATE DATABASE " + Sysbench.SCHEMA);
            Sysbench sysbench = new Sysbench(server, work, rows, threads);
            sysbench.prepare();
            Account account = Account.write(server, work);
            Map<String, List<Figures>> found = new LinkedHashMap<>();
            sysbench.run(seconds); // fills the caches
            for (int round = 0; round < rounds; round++) {
                round(sysbench, account, found);
            }
            add(found, ALONE, sysbench.run(seconds));
            print(server, found);
        }
    }

    private static void execute(DatabaseServer server, String sql) throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void round(Sysbench sysbench, Account account, Map<String, List<Figures>> found) throws Exception {
        List<String> all = new ArrayList<>(List.of(UNLIMITED));
        all.addAll(paces);
        for (String pace : all) {
            // Before each, since machines get faster and slower.
            add(found, ALONE, sysbench.run(seconds));
            Path configuration = configuration(account, pace);
            try (RunningBackups backups = RunningBackups.start(launcher.toAbsolutePath(), configuration)) {
                TimeUnit.SECONDS.sleep(warmUp);
                add(found, "a backup with " + pace, sysbench.run(seconds));
                backups.requireRunning();
            }
        }
    }

    private static void add(Map<String, List<Figures>> found, String beside, Figures figures) {
        System.out.printf(Locale.ROOT, "beside %s: %.0f/s%n", beside, figures.transactionsPerSecond());
        found.computeIfAbsent(beside, key -> new ArrayList<>()).add(figures);
    }

    private Path configuration(Account account, String pace) throws IOException {
        Benchmark.delete(work.resolve("repository"));
        return Files.writeString(work.resolve("shardark.yaml"), """
                repository: repository
                instances:
                  one: { host: %s, port: %d, user: %s, password: "${file:%s}", tls: disabled }
                shards: { one: { instance: one, schema: %s } }
                encryption: none
                backup: { cut-deadline: 1m%s }
                """.formatted(
                        account.host(),
                        account.port(),
                        account.user(),
                        account.passwordFile(),
                        Sysbench.SCHEMA,
                        pace.equals(UNLIMITED) ? "" : ", pace: { " + pace + " }"));
    }

    private void print(DatabaseServer server, Map<String, List<Figures>> found) {
        System.out.printf(
                Locale.ROOT,
                "%n%s %s, oltp_read_write, %d threads, %,d rows, %d rounds of %d s%n%n",
                server.flavor(),
                server.version(),
                threads,
                rows,
                rounds,
                seconds);
        System.out.println("| beside | transactions/s | of those alone | 95 of 100 within |");
        System.out.println("|---|---|---|---|");
        double alone = median(found.getOrDefault(ALONE, List.of()), Figures::transactionsPerSecond);
        found.forEach((beside, figures) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f %% | %.0f ms |%n",
                beside,
                median(figures, Figures::transactionsPerSecond),
                100 * median(figures, Figures::transactionsPerSecond) / alone,
                median(figures, Figures::percentileMillis)));
    }

    private static double median(List<Figures> figures, ToDoubleFunction<Figures> figure) {
        double[] sorted = figures.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
