package io.shardark.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.cli.WatchedWriter;
import io.shardark.cli.command.TestProgram.Outcome;
import io.shardark.samples.servers.ServerFlavor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands on real servers, from arguments to exit codes. */
final class OperationsTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void backsUpListsAndVerifies(ServerFlavor flavor) throws Exception {
        try (Shop shop = new Shop(folder, flavor)) {
            Outcome backup = shop.run("backup", "--json");
            assertEquals(0, backup.exitCode(), backup.all());
            assertEquals("", backup.err());
            Map<String, Object> report = Json.object(backup.out());
            assertEquals(6L, report.get("rows"));
            assertEquals(2L, report.get("tables"));
            String id = String.valueOf(report.get("backup"));
            assertEquals(List.of(id), shop.backups());

            Outcome list = shop.run("list", "--key", shop.file("ops.key").toString());
            assertEquals(0, list.exitCode(), list.all());
            assertTrue(list.out().contains(id) && list.out().contains("host.pub ("), list.out());

            for (String level : List.of("files", "data", "live", "LIVE")) {
                Outcome verified = shop.run(
                        "verify",
                        id.substring(0, 17),
                        "--level",
                        level,
                        "--key",
                        shop.file("ops.key").toString());
                assertEquals(0, verified.exitCode(), verified.all());
                assertTrue(verified.out().contains("Backup " + id + " is good"), verified.all());
            }
            try (Connection connection = shop.server().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE " + shop.schema(1) + ".t_order SET note = 'uno' WHERE id = 1");
            }
            Outcome different = shop.run(
                    "verify", "--level", "live", "--key", shop.file("ops.key").toString(), "-q");
            assertEquals(3, different.exitCode(), different.all());
            assertTrue(different.out().contains("t_order of shard ds_1"), different.all());
            assertEquals("", different.err());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void restoresHereAndElsewhere(ServerFlavor flavor) throws Exception {
        try (Shop shop = new Shop(folder, flavor)) {
            assertEquals(0, shop.run("backup").exitCode());
            String key = shop.file("ops.key").toString();
            Outcome occupied = shop.run("restore", "--key", key);
            assertEquals(4, occupied.exitCode(), occupied.all());
            assertTrue(occupied.err().contains("t_order"), occupied.err());

            String other = shop.otherPlace("_copy");
            Outcome elsewhere =
                    shop.run("restore", "latest", "--to", other, "--table", "ds_1.*", "--key", key, "--json");
            assertEquals(0, elsewhere.exitCode(), elsewhere.all());
            assertEquals(3L, Json.object(elsewhere.out()).get("rows"));
            assertEquals(
                    0L,
                    shop.count("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 't_order'"
                            + " AND table_schema = '" + shop.schema(0) + "_copy'"));
            assertEquals(3L, shop.count("SELECT COUNT(*) FROM " + shop.schema(1) + "_copy.t_order"));

            shop.dropSchemas("");
            Outcome here = shop.run("restore", "--key", key);
            assertEquals(0, here.exitCode(), here.all());
            assertTrue(
                    here.out().contains("is restored: the rows on the servers equal those of the backup"), here.out());
            assertEquals(1L, shop.count("SELECT COUNT(*) FROM " + shop.schema(0) + ".t_order WHERE note = '\u4e09'"));
            shop.dropSchemas("_copy");
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void backsUpAndRestoresAPartAndSaysSo(ServerFlavor flavor) throws Exception {
        try (Shop shop = new Shop(folder, flavor)) {
            String key = shop.file("ops.key").toString();
            String configuration = Files.readString(shop.file("shardark.yaml"));
            Files.writeString(
                    shop.file("shardark.yaml"),
                    configuration.replace(
                            "backup: {",
                            "backup: { include: [t], exclude: [\"shard:ds_1\"], where: { ds_0.t: \"id < 3\" },"));
            Outcome backup = shop.run("backup");
            assertEquals(0, backup.exitCode(), backup.all());
            assertTrue(backup.out().contains(" of a PART is complete"), backup.out());
            assertTrue(backup.out().contains("- shard ds_1\n"), backup.out());
            assertTrue(
                    backup.out().contains("- rows of ds_0.t_order for which this is not true: id < 3"), backup.out());
            assertTrue(shop.run("list").out().contains("  part  "));
            for (String level : List.of("files", "data", "live")) {
                Outcome verified = shop.run("verify", "--level", level, "--key", key);
                assertEquals(0, verified.exitCode(), verified.all());
                assertTrue(verified.out().contains(" of a PART is good"), verified.out());
                assertEquals(!level.equals("files"), verified.out().contains("- shard ds_1"), verified.out());
            }
            Outcome restored = shop.run("restore", "--to", shop.otherPlace("_part"), "--key", key, "--json");
            assertEquals(0, restored.exitCode(), restored.all());
            Map<String, Object> report = Json.object(restored.out());
            assertEquals(true, report.get("partial"));
            assertTrue(restored.out().contains("\"leftOutOfBackup\":{\"shards\":[\"ds_1\"],"), restored.out());
            assertEquals(2L, shop.count("SELECT COUNT(*) FROM " + shop.schema(0) + "_part.t_order"));
            shop.dropSchemas("_part");

            // Options take the place of keys of the same name; here the exclusion stays.
            Outcome options = shop.run("backup", "--json", "--include", "ds_*.t_order", "--where", "t_order=id = 2");
            assertEquals(1L, Json.object(options.out()).get("rows"), options.all());
            Outcome nothing = shop.run("restore", "--to", shop.otherPlace("_part"), "--key", key, "--shard", "ds_1");
            assertEquals(2, nothing.exitCode(), nothing.all());
            assertTrue(nothing.err().contains("--shard: \"shard:ds_1\" matches nothing in the backup"), nothing.err());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void wrongSelectionsAreToldWithTheirPlaces(ServerFlavor flavor) throws Exception {
        try (Shop shop = new Shop(folder, flavor)) {
            Files.writeString(
                    shop.file("shardark.yaml"),
                    Files.readString(shop.file("shardark.yaml"))
                            .replace(
                                    "backup: {",
                                    "backup: { exclude: [nosuch, \"view:*\"], where: { t: \"nosuch = 1\" },"));
            Outcome wrong = shop.run("backup");
            assertEquals(2, wrong.exitCode(), wrong.all());
            assertTrue(wrong.err().contains("4 problems were found before work began"), wrong.err());
            assertTrue(wrong.err().contains("shardark.yaml:11:21: backup.exclude[0]: \"nosuch\" matches"), wrong.err());
            assertTrue(wrong.err().contains("shardark.yaml:11:29: backup.exclude[1]: \"view:*\" matches"), wrong.err());
            assertTrue(
                    wrong.err().contains("shardark.yaml:11:52: backup.where.t: shard ds_1")
                            && wrong.err().contains("Unknown column"),
                    wrong.err());
            assertEquals(List.of(), shop.backups());
            Outcome options = shop.run("backup", "--where", "t", "--exclude", "veiw:*", "--where", "t=SLEEP(1)");
            assertEquals(2, options.exitCode(), options.all());
            assertTrue(options.err().contains("3 problems were found before work began"), options.err());
            Outcome everything = shop.run("backup", "--exclude", "*", "--where", "t=1");
            assertEquals(2, everything.exitCode(), "no table is left for the condition: " + everything.all());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void everyKindOfFailureHasItsExitCode(ServerFlavor flavor) throws Exception {
        try (Shop shop = new Shop(folder, flavor)) {
            expect(2, "configuration", "is not a repository", shop.run("--json", "list"));
            expect(0, "", "", shop.run("--json", "backup"));
            expect(2, "configuration", "names no backup", shop.run("--json", "verify", "nosuch"));
            expect(
                    2,
                    "configuration",
                    "RSA certificate issued by CN=ops",
                    shop.run("--json", "verify", "--level", "data"));
            shop.run("keygen", "--no-passphrase", "other", "--out", folder.toString());
            String other = shop.file("other.key").toString();
            expect(
                    6,
                    "wrong-key",
                    "is none of its 1 recipients",
                    shop.run("--json", "verify", "--level", "data", "--key", other));
            Outcome wrong = shop.program(new TestProgram())
                    .with(Passphrases.VARIABLE, "wrong")
                    .run(shop.withConfiguration(
                            "--json",
                            "verify",
                            "--level",
                            "data",
                            "--key",
                            shop.file("ops.key").toString()));
            expect(6, "wrong-key", "passphrase does not open", wrong);
            damage(shop);
            Outcome damaged = shop.run("--json", "verify");
            assertEquals(3, damaged.exitCode(), damaged.all());
            assertEquals(false, Json.object(damaged.out()).get("good"));
        }
    }

    private static void expect(int exitCode, String kind, String message, Outcome outcome) {
        assertEquals(exitCode, outcome.exitCode(), outcome.all());
        assertEquals("", outcome.err());
        Map<String, Object> json = Json.object(outcome.out());
        if (json.get("error") instanceof Map<?, ?> error) {
            assertEquals(kind, error.get("kind"));
            assertEquals((long) exitCode, error.get("exitCode"));
            assertTrue(String.valueOf(error.get("message")).contains(message), outcome.out());
        } else {
            assertEquals("", kind);
        }
    }

    private static void damage(Shop shop) throws Exception {
        Path archive = shop.file("repository/backups/" + shop.backups().get(0) + "/shards/0000/00000.tar");
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void failedBackupLeavesNothingThatLooksLikeOne(ServerFlavor flavor) throws Exception {
        try (Shop shop = new Shop(folder, flavor)) {
            Outcome password = shop.program(new TestProgram())
                    .with("DB_PASSWORD", "wrong-canary")
                    .run(shop.withConfiguration("backup"));
            assertEquals(5, password.exitCode(), password.all());
            assertTrue(password.err().contains("instance one"), password.err());
            assertTrue(password.err().contains("No backup was made"), password.err());
            assertFalse(password.all().contains("wrong-canary"));

            int closedPort;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                closedPort = socket.getLocalPort();
            }
            shop.configure(closedPort, "encryption: none");
            assertEquals(5, shop.run("backup").exitCode());

            shop.configure(shop.server().port(), "encryption: none");
            Path foreign = Files.createDirectories(shop.file("repository")).resolve("something");
            boolean repositoryExists = Files.exists(shop.file("repository/repository.json"));
            if (!repositoryExists) {
                Files.writeString(foreign, "else");
                Outcome occupied = shop.run("backup");
                assertEquals(4, occupied.exitCode(), occupied.all());
            }
            assertEquals(List.of(), shop.backups());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void interruptedBackupReleasesItsLocks(ServerFlavor flavor) throws Exception {
        try (Shop shop = new Shop(folder, flavor);
                Connection writer = shop.server().connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO " + shop.schema(0) + ".t_order VALUES (9, 'open')");
            WatchedWriter err = new WatchedWriter("cut attempt 1");
            TestProgram program = shop.program(new TestProgram(err));
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> {
                thread.complete(Thread.currentThread());
                return program.run(shop.withConfiguration("backup"));
            });
            err.awaitText();
            program.interruption().request(thread.get());
            assertEquals(130, outcome.get().exitCode(), err.toString());
            assertTrue(err.toString().contains("error: interrupted"), err.toString());
            assertEquals(List.of(), shop.backups());
            writer.commit();
            statement.execute("INSERT INTO " + shop.schema(1) + ".t_order VALUES (9, 'free')");
            writer.commit();
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void secretsAppearNowhere(ServerFlavor flavor) throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        List<String> outputs = new ArrayList<>();
        try (Shop shop = new Shop(folder, flavor)) {
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            String key = shop.file("ops.key").toString();
            for (String[] command : List.of(
                    new String[] {"-v", "backup"},
                    new String[] {"-v", "--json", "backup"},
                    new String[] {"-v", "list", "--key", key},
                    new String[] {"-v", "verify", "--level", "live", "--key", key},
                    new String[] {"-v", "verify", "no", "--key", key})) {
                outputs.add(shop.run(command).all());
            }
            shop.server().stop();
            outputs.add(shop.run("-v", "backup").all());
            outputs.add(shop.run("-v", "--json", "verify", "--level", "live", "--key", key)
                    .all());
            shop.server().start();
            outputs.add(log.toString(StandardCharsets.UTF_8));
            String all = String.join("\n", outputs);
            assertTrue(all.contains("UnreachableException"), "stack traces are part of the test");
            assertFalse(all.contains(shop.server().password()), "the password appears");
            assertFalse(all.contains(Shop.PASSPHRASE), "the passphrase appears");
            assertFalse(all.contains(Files.readString(shop.file("host.key"))
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElseThrow()));
        } finally {
            System.setErr(usual);
        }
    }
}
