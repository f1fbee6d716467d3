package io.shardark.cli.command;

import io.shardark.cli.command.TestProgram.Outcome;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Two small shards on a real server, with a configuration and keys in a folder of their own. */
final class Shop implements AutoCloseable {
    static final String PASSPHRASE = "canary-passphrase-1f2e3d";

    private final Path folder;
    private final DatabaseServer server;
    private final List<String> schemas;

    Shop(Path folder, ServerFlavor flavor) throws SQLException, IOException {
        this.folder = folder;
        this.server = SharedServers.get(flavor, 0);
        String name = "cli_" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        this.schemas = List.of(name + "_0", name + "_1");
        createTables();
        configure(server.port(), "encryption: { recipients: [ops.crt] }");
        if (run("keygen", "ops", "--out", folder.toString()).exitCode() != 0
                || run("keygen", "--signing", "--no-passphrase", "host", "--out", folder.toString())
                                .exitCode()
                        != 0) {
            throw new IllegalStateException("no keys");
        }
    }

    private void createTables() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String schema : schemas) {
                statement.execute("CREATE DATABASE " + schema + " CHARACTER SET utf8mb4");
                statement.execute("CREATE TABLE " + schema + ".t_order (id INT PRIMARY KEY, note VARCHAR(50))");
                statement.execute("INSERT INTO " + schema + ".t_order VALUES (1, 'one'), (2, NULL), (3, '三')");
            }
        }
    }

    void configure(int port, String encryption) throws IOException {
        Files.writeString(folder.resolve("shardark.yaml"), """
                repository: repository
                instances:
                  one: { host: %s, port: %d, user: %s, password: "${env:DB_PASSWORD}" }
                shards:
                  ds_0: { instance: one, schema: %s }
                  ds_1: { instance: one, schema: %s }
                logical-tables: { t: "ds_${0..1}.t_order" }
                %s
                signing-key: host.key
                trusted-signers: [host.pub]
                backup: { cut-deadline: 1h }
                """.formatted(
                        server.host(), port, server.user(), schemas.get(0), schemas.get(1), encryption));
    }

    DatabaseServer server() {
        return server;
    }

    String schema(int shard) {
        return schemas.get(shard);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    TestProgram program(TestProgram program) {
        return program.with("DB_PASSWORD", server.password()).with(Passphrases.VARIABLE, PASSPHRASE);
    }

    Outcome run(String... arguments) {
        return program(new TestProgram()).run(withConfiguration(arguments));
    }

    String[] withConfiguration(String... arguments) {
        return Stream.concat(
                        Stream.of("--config", folder.resolve("shardark.yaml").toString()), Stream.of(arguments))
                .toArray(String[]::new);
    }

    /** A configuration that names the same shards in other schemas, and nothing else. */
    String otherPlace(String suffix) throws IOException {
        return Files.writeString(folder.resolve("other.yaml"), """
                instances:
                  two: { host: %s, port: %d, user: %s, password: "${env:DB_PASSWORD}" }
                shards:
                  ds_0: { instance: two, schema: %s }
                  ds_1: { instance: two, schema: %s }
                """.formatted(
                        server.host(), server.port(), server.user(), schemas.get(0) + suffix, schemas.get(1) + suffix))
                .toString();
    }

    long count(String query) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    void dropSchemas(String suffix) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String schema : schemas) {
                statement.execute("DROP DATABASE IF EXISTS " + schema + suffix);
            }
        }
    }

    /** The ids of what looks like a backup. */
    List<String> backups() throws IOException {
        Path backups = folder.resolve("repository/backups");
        if (!Files.exists(backups)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(backups)) {
            return folders.filter(backup -> Files.exists(backup.resolve("manifest.json")))
                    .map(backup -> backup.getFileName().toString())
                    .toList();
        }
    }

    @Override
    public void close() throws SQLException {
        dropSchemas("");
    }
}
