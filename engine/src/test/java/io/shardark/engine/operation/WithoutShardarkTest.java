package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.fidelity.Zoo;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Shard;
import io.shardark.format.crypto.CertificateRecipient;
import io.shardark.format.crypto.EncryptionKeyPair;
import io.shardark.format.crypto.SigningKey;
import io.shardark.format.crypto.SigningKeyPair;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Brings a real backup back as the specification says it can be done without Shardark: its shell commands, taken from
 * the document itself, make text files, which the server loads.
 */
class WithoutShardarkTest {
    @TempDir
    private Path folder;

    private final EncryptionKeyPair keys = EncryptionKeyPair.generate("ops", Optional.empty(), new SecureRandom());
    private final SigningKeyPair signing = SigningKeyPair.generate(Optional.empty(), new SecureRandom());

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void standardToolsBringBackEveryRow(ServerFlavor flavor) throws Exception {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            shards.execute(0, Zoo.everyType(flavor).toArray(String[]::new));
            Map<String, List<String>> before = serverText(shards);
            Path backup = backUp(shards);
            decrypt(backup);
            shards.execute(
                    0,
                    "DROP DATABASE " + SqlText.name(shards.shard(0).schema()),
                    "CREATE DATABASE " + SqlText.name(shards.shard(0).schema()) + " DEFAULT CHARACTER SET utf8mb4");
            load(shards.shard(0), TwoInstances.password(flavor, 0), backup);
            ServerText.assertSame("ds_0", before, serverText(shards));
        }
    }

    private Map<String, List<String>> serverText(TwoInstances shards) {
        try (Session session = shards.sessions().open(shards.shard(0).instance())) {
            return ServerText.of(session, shards.shard(0).schema());
        }
    }

    private Path backUp(TwoInstances shards) {
        Repository repository = Repository.openOrCreate(new DiskStore(folder.resolve("repository")));
        BackupReport report = new BackupOperation(
                        repository,
                        shards.topology(),
                        new BackupSettings(2, 64 * 1024, BackupChild.CUT),
                        new Encryption.ForRecipients(
                                List.of(CertificateRecipient.fromPem(keys.certificatePem(), "ops.crt"))),
                        Optional.of(SigningKey.fromPem(signing.privateKeyPem(), Optional.empty(), "signing")),
                        shards.sessions(),
                        "shardark test",
                        ProgressListener.NONE)
                .run();
        return folder.resolve("repository/backups/" + report.backup());
    }

    /** Runs the commands of section 10 in the folder of the backup. */
    private void decrypt(Path backup) throws IOException, InterruptedException {
        Files.writeString(backup.resolve("ops.key"), keys.privateKeyPem());
        Files.writeString(backup.resolve("backup-host.pub"), signing.publicKeyPem());
        Process shell = new ProcessBuilder("sh", "-eu")
                .directory(backup.toFile())
                .redirectErrorStream(true)
                .start();
        try (var input = shell.outputWriter()) {
            input.write(commandsOfTheSpecification());
        }
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(shell.waitFor(2, TimeUnit.MINUTES), output);
        assertEquals(0, shell.exitValue(), output);
        assertTrue(output.contains("Signature Verified Successfully"), output);
    }

    private static String commandsOfTheSpecification() throws IOException {
        String format = Files.readString(Path.of("../docs/FORMAT.md"));
        int section = format.indexOf("## 10. Without Shardark");
        int begin = format.indexOf("```sh\n", section) + "```sh\n".length();
        return format.substring(begin, format.indexOf("```", begin));
    }

    /** Creates the tables and loads the text files, with the catalog read by a library that knows nothing of it. */
    private static void load(Shard shard, String password, Path backup) throws Exception {
        List<Table> tables = new ArrayList<>();
        List<Integer> chunks = new ArrayList<>();
        readCatalog(backup.resolve("catalog.json"), tables, chunks);
        String url = "jdbc:mysql://" + shard.instance().host() + ":"
                + shard.instance().port() + "/" + shard.schema() + "?allowLoadLocalInfile=true";
        try (Connection connection =
                        DriverManager.getConnection(url, shard.instance().user(), password);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET SESSION time_zone = '+00:00', sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES', foreign_key_checks = 0");
            for (Table table : tables) {
                statement.execute(table.definition());
            }
            for (int ordinal = 0; ordinal < chunks.size(); ordinal++) {
                Path text = backup.resolve("chunks/c%07d.tsv".formatted(ordinal));
                load(statement, tables.get(chunks.get(ordinal)), text);
            }
        }
    }

    private static void load(Statement statement, Table table, Path text) throws SQLException {
        statement.execute("LOAD DATA LOCAL INFILE '" + text + "' INTO TABLE " + SqlText.name(table.name())
                + " CHARACTER SET binary (" + String.join(", ", table.columns()) + ")"
                + (table.assignments().isEmpty() ? "" : " SET " + String.join(", ", table.assignments())));
    }

    private record Table(String name, String definition, List<String> columns, List<String> assignments) {}

    private static void readCatalog(Path catalog, List<Table> tables, List<Integer> chunks) throws IOException {
        try (JsonParser json =
                new JsonFactory().createParser(ObjectReadContext.empty(), Files.newInputStream(catalog))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.PROPERTY_NAME
                        && json.currentName().equals("tables")) {
                    readTables(json, tables);
                } else if (json.currentToken() == JsonToken.PROPERTY_NAME
                        && json.currentName().equals("table")) {
                    if (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                        chunks.add(json.getIntValue());
                    }
                }
            }
        }
    }

    private static void readTables(JsonParser json, List<Table> tables) {
        json.nextToken();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            tables.add(readTable(json));
        }
    }

    private static Table readTable(JsonParser json) {
        String name = "";
        String definition = "";
        List<String> columns = new ArrayList<>();
        List<String> assignments = new ArrayList<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = json.currentName();
            json.nextToken();
            switch (member) {
                case "name" -> name = json.getString();
                case "definition" -> definition = json.getString();
                case "columns" -> readColumns(json, columns, assignments);
                default -> json.skipChildren();
            }
        }
        return new Table(name, definition, columns, assignments);
    }

    private static void readColumns(JsonParser json, List<String> columns, List<String> assignments) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String name = "";
            String form = "";
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String member = json.currentName();
                json.nextToken();
                if (member.equals("name")) {
                    name = SqlText.name(json.getString());
                } else if (member.equals("form")) {
                    form = json.getString();
                }
            }
            String variable = "@v" + columns.size();
            columns.add(form.equals("text") ? variable : name);
            if (form.equals("text")) {
                assignments.add(name + " = CONVERT(" + variable + " USING utf8mb4)");
            }
        }
    }
}
