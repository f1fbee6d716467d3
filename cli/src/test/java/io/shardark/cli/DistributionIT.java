package io.shardark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The distribution as the build left it; runs after packaging. */
final class DistributionIT {
    private static final Path HOME = Path.of("target", "shardark").toAbsolutePath();
    private static final Path LAUNCHER = HOME.resolve("bin/shardark");

    @TempDir
    Path folder;

    private record Outcome(int exitCode, String output) {}

    private Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private Outcome run(Map<String, String> environment, String... command) throws Exception {
        Process process = start(environment, command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    @Test
    void startsThroughLinksFromAnyFolder() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first link"), LAUNCHER);
        Files.createDirectory(folder.resolve("sub"));
        Path second = Files.createSymbolicLink(folder.resolve("sub/second"), Path.of("..", "first link"));
        assertTrue(Files.isSymbolicLink(first));
        Outcome outcome = run(Map.of(), second.toString(), "--version");
        assertEquals(0, outcome.exitCode(), outcome.output());
        assertTrue(outcome.output().startsWith("shardark "), outcome.output());
        assertTrue(outcome.output().contains("Java " + Runtime.version()), outcome.output());
        assertEquals(2, outcome.output().lines().count(), "no warnings: " + outcome.output());
        Files.delete(second);
        Files.delete(first);
    }

    @Test
    void makesAKey() throws Exception {
        Outcome outcome = run(Map.of("SHARDARK_PASSPHRASE", "x y"), LAUNCHER.toString(), "keygen", "--json", "ops");
        assertEquals(0, outcome.exitCode(), outcome.output());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ops.key"))));
        assertTrue(outcome.output().startsWith("{\"command\":\"keygen\""), outcome.output());
    }

    /** As in a cron job; openssl, which takes bytes as they are, tells whether Java read them right. */
    @Test
    void readsPassphrasesBeyondAsciiInTheLocaleC() throws Exception {
        Map<String, String> environment = Map.of("LC_ALL", "C");
        // This JVM may itself run in the locale C and could not hand on the passphrase, so a shell spells it out.
        Outcome made = run(
                environment,
                "sh",
                "-c",
                "SHARDARK_PASSPHRASE=$(printf '\\345\\257\\206\\347\\240\\201') " + "\"$0\" keygen --signing host",
                LAUNCHER.toString());
        assertEquals(0, made.exitCode(), made.output());
        Outcome opened = run(
                environment,
                "sh",
                "-c",
                "P=$(printf '\\345\\257\\206\\347\\240\\201') " + "openssl pkey -in host.key -passin env:P -noout");
        assertEquals(0, opened.exitCode(), opened.output());
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Outcome outcome =
                run(Map.of("JAVA_HOME", folder.resolve("nowhere").toString()), LAUNCHER.toString(), "--version");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.output().startsWith("error: no Java was found"), outcome.output());
    }

    @ParameterizedTest
    @CsvSource({
        "1.8.0_402, -Da=b, 2, expected 17 or later",
        "11.0.2, -Da=b, 2, expected 17 or later",
        "17.0.1, -Da=b, 0, -XX:+UseParallelGC -XX:MaxNewSize=96m",
        "21, -XX:+UseG1GC, 0, -XX:+UseG1GC -cp",
        "25, -XX:+UseG1GC, 2, JDK-8377811",
        "25.0.2, -XX:+UseG1GC, 2, JDK-8377811",
        "25.0.2, -XX:+UseSerialGC, 0, --enable-native-access=ALL-UNNAMED",
        "25.0.3, -XX:+UseG1GC, 0, --enable-native-access=ALL-UNNAMED"
    })
    void judgesTheVersionOfJava(String version, String options, int exitCode, String expected) throws Exception {
        Outcome outcome = run(fakeJava(version, options), LAUNCHER.toString(), "--version");
        assertEquals(exitCode, outcome.exitCode(), outcome.output());
        assertTrue(outcome.output().contains(expected), outcome.output());
    }

    @Test
    void readsTheVersionOfJavaWhereItIsWritten() throws Exception {
        Map<String, String> environment = fakeJava("11.0.2, which is not asked", "");
        Files.writeString(folder.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"\n");
        String modern = run(environment, LAUNCHER.toString(), "--version").output();
        assertTrue(modern.contains("--enable-native-access=ALL-UNNAMED"), modern);
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"16.0.1\"\n");
        String older = run(environment, LAUNCHER.toString(), "--version").output();
        assertTrue(older.contains("found Java 16.0.1"), older);
        Files.writeString(folder.resolve("jdk/release"), "nothing that helps");
        String asked = run(environment, LAUNCHER.toString(), "--version").output();
        assertTrue(asked.contains("found Java 11.0.2"), asked);
    }

    /** Its classes take the better part of a second, in which servers can already answer. */
    @Test
    @Timeout(120)
    void asksServersBeforeItNeedsBouncyCastle() throws Exception {
        run(Map.of(), LAUNCHER.toString(), "keygen", "--no-passphrase", "ops");
        run(Map.of(), LAUNCHER.toString(), "keygen", "--no-passphrase", "--signing", "host");
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        Files.writeString(folder.resolve("shardark.yaml"), """
                repository: repository
                instances: { one: { host: 127.0.0.1, port: %d, user: u, password: "" } }
                shards: { ds: { instance: one, schema: ds } }
                encryption: { recipients: [ops.crt] }
                signing-key: host.key
                """.formatted(nobody));
        Outcome outcome = run(Map.of("JAVA_OPTS", "-Xlog:class+load"), LAUNCHER.toString(), "backup");
        assertEquals(5, outcome.exitCode(), outcome.output());
        assertTrue(outcome.output().contains("com.mysql.cj.jdbc.ConnectionImpl source:"), outcome.output());
        assertFalse(outcome.output().contains(" org.bouncycastle."), outcome.output());
    }

    /** The environment of a Java that shows its arguments. */
    private Map<String, String> fakeJava(String version, String options) throws IOException {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-01' >&2; else echo "$@"; fi
                """.formatted(version));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return Map.of("JAVA_HOME", folder.resolve("jdk").toString(), "JAVA_OPTS", options);
    }

    @Test
    void leavesItsClassesForLaterRuns() throws Exception {
        Path classes = folder.resolve("classes.jsa");
        String record = "-Xlog:cds=off -Xlog:cds+dynamic=off -XX:+RecordDynamicDumpInfo -Dshardark.classes=" + classes;
        Outcome first = run(Map.of("JAVA_OPTS", record), LAUNCHER.toString(), "--version");
        assertEquals(0, first.exitCode(), first.output());
        assertEquals(2, first.output().lines().count(), "no warnings: " + first.output());

        String share = "-Xlog:class+load -XX:SharedArchiveFile=" + classes;
        Outcome second = run(Map.of("JAVA_OPTS", share), LAUNCHER.toString(), "--version");

        String loaded = "io.shardark.cli.command.Program source: shared objects file (top)";
        assertTrue(second.output().contains(loaded), second.output());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(classes), files.toList(), "nothing unfinished is left");
        }
    }

    @Test
    void asksForClassesOfABackupAndThenUsesThem() throws Exception {
        Path home = Files.createDirectories(folder.resolve("a home"));
        Files.createDirectories(home.resolve("lib"));
        Path launcher = Files.copy(
                LAUNCHER, Files.createDirectories(home.resolve("bin")).resolve("shardark"));
        Map<String, String> fakeJava = fakeJava("17.0.1", "");

        assertFalse(run(fakeJava, launcher.toString(), "list").output().contains("shardark.classes"));
        String asking = run(fakeJava, launcher.toString(), "-q", "backup").output();
        String option = "-Dshardark.classes=";
        assertTrue(asking.contains(option + home.resolve("cache")), asking);
        Path classes = Path.of(asking.substring(asking.indexOf(option) + option.length(), asking.indexOf(".jsa") + 4));
        Files.writeString(classes, "");

        String using = run(fakeJava, launcher.toString(), "list").output();
        assertTrue(using.contains("-XX:SharedArchiveFile=" + classes), using);
        Files.setLastModifiedTime(
                home.resolve("lib"), FileTime.from(Instant.now().plusSeconds(60)));
        String stale = run(fakeJava, launcher.toString(), "restore").output();
        assertTrue(stale.contains(option + classes), "other jars: " + stale);
        String refusing = run(fakeJava("17.0.1", "-Xshare:off"), launcher.toString(), "backup")
                .output();
        assertFalse(refusing.contains("classes-"), refusing);
    }

    /** Programs that a shell starts in the background ignore SIGINT, and what they start does; hence Perl. */
    @Test
    @Timeout(120)
    void interruptEndsWith130() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("shardark.yaml"), """
                    repository: repository
                    instances: { one: { host: 127.0.0.1, port: %d, user: u, password: "" } }
                    shards: { ds: { instance: one, schema: ds } }
                    encryption: none
                    """.formatted(silent.getLocalPort()));
            String[] command = {"perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV", LAUNCHER.toString(), "backup"};
            Process process = start(Map.of(), command);
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                interruptWhileItWaitsForTheGreeting(silent, process, output);
                String last = output.lines().collect(Collectors.joining("\n"));
                assertEquals(130, process.waitFor(), last);
                assertTrue(last.contains("error: interrupted"), last);
            }
        }
    }

    /** The connection has to last until the signal has come through: its end is a failure of its own. */
    @SuppressWarnings("try") // The connection is held for its scope, not used.
    private static void interruptWhileItWaitsForTheGreeting(ServerSocket silent, Process process, BufferedReader output)
            throws Exception {
        try (Socket connection = silent.accept()) {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            String line = output.readLine();
            while (line != null && !line.contains("interrupted")) {
                line = output.readLine();
            }
            assertEquals("note: interrupted; ending in order", line);
        }
    }

    @Test
    void archiveHoldsTheSameFilesOwnedByRoot() throws Exception {
        Path archive;
        try (var files = Files.list(HOME.resolveSibling(""))) {
            archive = files.filter(file -> file.getFileName().toString().matches("shardark-[0-9].*\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> lines = run(Map.of(), "tar", "--numeric-owner", "-tvzf", archive.toString())
                .output()
                .lines()
                .toList();
        List<String> archived = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split("\\s+", 6);
            assertEquals("0/0", parts[1], line);
            if (!line.startsWith("d")) {
                archived.add(parts[5].substring(parts[5].indexOf('/') + 1));
                assertTrue(line.startsWith(parts[5].endsWith("bin/shardark") ? "-rwxr-xr-x" : "-rw-r--r--"), line);
            }
        }
        try (var files = Files.walk(HOME)) {
            List<String> expected = files.filter(Files::isRegularFile)
                    .map(file -> HOME.relativize(file).toString())
                    .sorted()
                    .toList();
            assertEquals(expected, archived.stream().sorted().toList());
            assertTrue(expected.size() > 15 && expected.contains("LICENSE"), expected.toString());
        }
    }
}
