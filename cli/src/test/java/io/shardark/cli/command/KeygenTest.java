package io.shardark.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.cli.command.TestProgram.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as openssl sees them. */
final class KeygenTest {
    private static final String PASSPHRASE = "correct horse 密码 battery";

    @TempDir
    Path folder;

    private static int openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PASSPHRASE", PASSPHRASE);
        return builder.start().waitFor();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void encryptionPairOpensWithOpenssl() throws Exception {
        Path out = folder.resolve("new/keys");
        Outcome outcome = new TestProgram()
                .typing(PASSPHRASE, PASSPHRASE)
                .run("keygen", "ops", "--out", out.toString(), "--json");
        assertEquals(0, outcome.exitCode(), outcome.all());
        Map<String, Object> json = Json.object(outcome.out());
        assertEquals("encryption", json.get("purpose"));
        assertEquals(out.resolve("ops.key").toString(), json.get("privateKey"));
        assertEquals(out.resolve("ops.crt").toString(), json.get("publicKey"));
        assertEquals("rw-------", mode(out.resolve("ops.key")));
        String key = out.resolve("ops.key").toString();
        assertEquals(0, openssl("pkey", "-in", key, "-passin", "env:PASSPHRASE", "-noout"));
        assertTrue(openssl("pkey", "-in", key, "-passin", "pass:wrong", "-noout") != 0);
        assertEquals(0, openssl("x509", "-in", out.resolve("ops.crt").toString(), "-noout"));
        assertFalse(outcome.all().contains("horse"));
    }

    @Test
    void signingPairOpensWithOpenssl() throws Exception {
        Outcome outcome = new TestProgram()
                .run("keygen", "--signing", "--no-passphrase", "--out", folder.toString(), "backup-host");
        assertEquals(0, outcome.exitCode(), outcome.all());
        Path key = folder.resolve("backup-host.key");
        assertEquals("rw-------", mode(key));
        assertEquals(0, openssl("pkey", "-in", key.toString(), "-noout"));
        assertEquals(
                0,
                openssl(
                        "pkey",
                        "-pubin",
                        "-in",
                        folder.resolve("backup-host.pub").toString(),
                        "-noout"));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void passphraseComesFromAFileOrTheEnvironment() throws Exception {
        Path file = folder.resolve("passphrase");
        Files.writeString(file, PASSPHRASE + "\nsecond line\n");
        assertEquals(
                0,
                new TestProgram()
                        .run(
                                "keygen",
                                "a",
                                "--signing",
                                "--out",
                                folder.toString(),
                                "--passphrase-file",
                                file.toString())
                        .exitCode());
        assertEquals(
                0,
                new TestProgram()
                        .with("SHARDARK_PASSPHRASE", PASSPHRASE)
                        .run("keygen", "b", "--signing", "--out", folder.toString())
                        .exitCode());
        for (String name : List.of("a.key", "b.key")) {
            String key = folder.resolve(name).toString();
            assertEquals(0, openssl("pkey", "-in", key, "-passin", "env:PASSPHRASE", "-noout"));
            assertTrue(Files.readString(Path.of(key), StandardCharsets.US_ASCII).contains("ENCRYPTED"));
        }
    }

    @Test
    void existingFilesAreNeverOverwrittenAndNothingIsLeftBehind() throws Exception {
        for (String existing : List.of("ops.key", "ops.crt")) {
            Path file = folder.resolve(existing);
            Files.writeString(file, "precious");
            Outcome outcome = new TestProgram().run("keygen", "--no-passphrase", "--out", folder.toString(), "ops");
            assertEquals(4, outcome.exitCode());
            assertTrue(outcome.err().startsWith("error: " + file + " already exists and is not overwritten"));
            assertEquals("precious", Files.readString(file));
            try (var files = Files.list(folder)) {
                assertEquals(List.of(file), files.toList());
            }
            Files.delete(file);
        }
    }

    @Test
    void withoutPassphraseThereIsNoKey() throws Exception {
        Outcome nobody = new TestProgram().run("keygen", "--out", folder.toString(), "ops");
        assertEquals(2, nobody.exitCode());
        assertTrue(nobody.err().contains("hint: Give it with --passphrase-file FILE or in the environment variable"));
        Outcome differing = new TestProgram().typing("one", "other").run("keygen", "--out", folder.toString(), "ops");
        assertEquals(2, differing.exitCode());
        assertTrue(differing.err().startsWith("error: the two passphrases differ"));
        Outcome unreadable = new TestProgram()
                .typing("\uFFFD\uFFFD", "\uFFFD\uFFFD")
                .run("keygen", "--out", folder.toString(), "ops");
        assertEquals(2, unreadable.exitCode());
        assertTrue(unreadable.err().contains("locale"), unreadable.err());
        Outcome empty = new TestProgram().typing("", "").run("keygen", "--out", folder.toString(), "ops");
        assertEquals(2, empty.exitCode());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void namesCannotEscapeTheFolder() {
        for (String name : List.of("../x", "/etc/x", ".hidden", "a/b", "a\nb")) {
            Outcome outcome = new TestProgram().run("keygen", "--no-passphrase", "--out", folder.toString(), name);
            assertEquals(2, outcome.exitCode(), name);
        }
    }

    @Test
    void unwritableFolderIsAFailedStore() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Outcome outcome = new TestProgram()
                .run(
                        "keygen",
                        "--signing",
                        "--no-passphrase",
                        "--out",
                        file.resolve("x").toString(),
                        "k");
        assertEquals(5, outcome.exitCode(), outcome.all());
    }
}
