package io.shardark.samples.benchmark;

import io.shardark.samples.servers.ServerFlavor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the command line may say. */
@Command(
        name = "samples/benchmark.sh",
        sortOptions = false,
        description = "Measures Shardark beside other tools on a server that it starts.")
final class BenchmarkOptions {
    // Picocli reads it.
    @SuppressWarnings("unused")
    @Option(names = "--help", usageHelp = true, description = "shows this")
    private boolean help;

    @Option(names = "--launcher", hidden = true, required = true)
    private Path launcher = Path.of("");

    @Option(names = "--work", hidden = true, required = true)
    private Path work = Path.of("");

    @Option(names = "--server", defaultValue = "MARIADB", description = "${COMPLETION-CANDIDATES}")
    private ServerFlavor server = ServerFlavor.MARIADB;

    @Option(names = "--server-option", description = "handed to the server, as in --innodb-buffer-pool-size=4G")
    private List<String> serverOptions = List.of();

    @Option(names = "--data", defaultValue = "ORDERS", description = "${COMPLETION-CANDIDATES}")
    private DataSet data = DataSet.ORDERS;

    @Option(names = "--rows", defaultValue = "6000000", description = "in all tables together (${DEFAULT-VALUE})")
    private long rows;

    @Option(names = "--tables", defaultValue = "16", description = "in all shards together (${DEFAULT-VALUE})")
    private int tables;

    @Option(names = "--shards", defaultValue = "4", description = "schemas on the server (${DEFAULT-VALUE})")
    private int shards;

    @Option(names = "--connections", defaultValue = "2", description = "of every tool (${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--rounds", defaultValue = "3", description = "of all tools in turns (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--restore-option", description = "one more option for Shardark's restore, as in --fast-load")
    private List<String> restoreOptions = List.of();

    @Option(names = "--mydumper", description = "the command, if it is not to be left out; words split at blanks")
    private Optional<String> mydumper = Optional.empty();

    @Option(names = "--mydumper-option", description = "one more option for it, as in --compress=zstd")
    private List<String> mydumperOptions = List.of();

    @Option(names = "--myloader", description = "the command of its loader")
    private Optional<String> myloader = Optional.empty();

    @Option(names = "--myloader-option", description = "one more option for it, as in --drop-table")
    private List<String> myloaderOptions = List.of();

    @Option(names = "--dump", description = "mysqldump or mariadb-dump, if it is not to be left out")
    private Optional<String> dump = Optional.empty();

    @Option(names = "--dump-option", description = "one more option for it, as in --set-gtid-purged=OFF")
    private List<String> dumpOptions = List.of();

    @Option(names = "--client", description = "the client that loads what --dump dumped: mysql or mariadb")
    private Optional<String> client = Optional.empty();

    Path launcher() {
        return launcher.toAbsolutePath();
    }

    Path work() {
        return work.toAbsolutePath();
    }

    ServerFlavor server() {
        return server;
    }

    List<String> serverOptions() {
        return serverOptions;
    }

    DataSet data() {
        return data;
    }

    Layout layout() {
        return Layout.of(shards, tables, rows);
    }

    int connections() {
        return connections;
    }

    List<String> restoreOptions() {
        return restoreOptions;
    }

    int rounds() {
        return rounds;
    }

    /** Another tool where the options name both of its programs. */
    Optional<Tool> mydumper(Account account) {
        return mydumper.flatMap(dumper -> myloader.map(loader -> new MydumperTool(
                words(dumper), words(loader), mydumperOptions, myloaderOptions, account, connections)));
    }

    /** Another tool where the options name both of its programs. */
    Optional<Tool> dump(Account account) {
        return dump.flatMap(program ->
                client.map(loader -> new DumpTool(program, dumpOptions, loader, account, layout().schemas())));
    }

    private static List<String> words(String command) {
        return List.of(command.strip().split(" +", -1));
    }
}
