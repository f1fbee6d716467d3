package io.shardark.cli.command;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself with the options of all commands, which may stand before or behind the command. */
@CommandLine.Command(
        name = "shardark",
        description = "Backs up sharded MySQL: consistent over all shards, encrypted, provable.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 good, 1 unexpected, 2 usage or configuration, 3 damaged or not proved,",
            "4 refused, 5 a server or store failed, 6 wrong key, 130 interrupted."
        })
final class GlobalOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "shardark.yaml",
            description = "The configuration (default: ./shardark.yaml).",
            scope = ScopeType.INHERIT)
    private Path configuration = Path.of("shardark.yaml");

    @Option(
            names = "--json",
            description = "Write one JSON object to standard output, also for failures; no progress.",
            scope = ScopeType.INHERIT)
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.",
            scope = ScopeType.INHERIT)
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what happens, and where failures come from.",
            scope = ScopeType.INHERIT)
    private boolean verbose;

    Path configuration() {
        return configuration;
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }
}
