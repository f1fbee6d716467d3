package io.shardark.samples.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shardark as it is meant to be used: encrypted, signed, and proved after the restore. */
final class ShardarkTool implements Tool {
    private final Path launcher;
    private final Path home;
    private final Account account;
    private final int connections;
    private final List<String> restoreOptions;
    private final List<String> schemas;

    /** Makes keys in a folder. */
    ShardarkTool(
            Path launcher,
            Path home,
            Account account,
            int connections,
            List<String> restoreOptions,
            List<String> schemas)
            throws IOException, InterruptedException {
        this.launcher = launcher;
        this.home = home;
        this.account = account;
        this.connections = connections;
        this.restoreOptions = restoreOptions;
        this.schemas = schemas;
        keygen("ops", "--no-passphrase");
        keygen("host", "--no-passphrase", "--signing");
    }

    private void keygen(String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "keygen", "--out", home.toString()));
        command.addAll(List.of(options));
        command.add(name);
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new BenchmarkFailure("keygen ended with " + exitCode);
        }
    }

    @Override
    public String name() {
        return "shardark";
    }

    @Override
    public List<String> backup(Path folder) {
        return List.of(launcher.toString(), "-q", "-c", configuration(folder).toString(), "backup");
    }

    @Override
    public List<String> restore(Path folder) {
        List<String> command = new ArrayList<>(List.of(
                launcher.toString(),
                "-q",
                "-c",
                configuration(folder).toString(),
                "restore",
                "--key",
                home.resolve("ops.key").toString()));
        command.addAll(restoreOptions);
        return command;
    }

    private Path configuration(Path folder) {
        StringBuilder shards = new StringBuilder();
        schemas.forEach(schema -> shards.append("  %s: { instance: one, schema: %s }%n".formatted(schema, schema)));
        String yaml = """
                repository: %s
                instances:
                  one: { host: %s, port: %d, user: %s, password: "${file:%s}", tls: disabled }
                shards:
                %sencryption: { recipients: [ops.crt] }
                signing-key: host.key
                trusted-signers: [host.pub]
                backup: { connections-per-instance: %d }
                restore: { connections-per-instance: %d }
                """.formatted(
                        folder.resolve("repository"),
                        account.host(),
                        account.port(),
                        account.user(),
                        account.passwordFile(),
                        shards,
                        connections,
                        connections);
        try {
            return Files.writeString(home.resolve("shardark.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
