package io.shardark.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.cli.command.TestProgram.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bakcup",
                "--no-such-option",
                "keygen",
                "keygen a b",
                "list --key",
                "list --passphrase-file x"
            })
    void misunderstoodIsExitCode2WithOneErrorAndAHint(String line) {
        Outcome outcome = new TestProgram().run(line.isEmpty() ? new String[0] : line.split(" "));
        assertEquals(2, outcome.exitCode());
        assertEquals("", outcome.out());
        List<String> lines = outcome.err().lines().toList();
        assertTrue(lines.get(0).startsWith("error: "), outcome.err());
        assertTrue(lines.get(1).startsWith("hint: ") && lines.get(1).contains("--help` shows how."), outcome.err());
        assertEquals(2, lines.size());
    }

    @Test
    void misunderstoodIsJsonWhenAskedFor() {
        Outcome outcome = new TestProgram().run("--json", "lits");
        assertEquals(2, outcome.exitCode());
        assertEquals("", outcome.err());
        assertEquals(
                Map.of(
                        "error",
                        Map.of(
                                "kind", "configuration",
                                "message", "Unmatched argument at index 1: 'lits'",
                                "hint", "Did you mean list? `shardark --help` shows how.",
                                "exitCode", 2L)),
                Json.object(outcome.out()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "keygen --help", "list -h", "--help backup"})
    void helpIsNoFailure(String line) {
        Outcome outcome = new TestProgram().run(line.split(" "));
        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.out().startsWith("Usage: shardark"), outcome.out());
        assertTrue(outcome.out().contains("--config"), "global options can stand behind the command");
    }

    @Test
    void versionNamesProgramAndJava() {
        Outcome outcome = new TestProgram().run("--version");
        assertEquals(0, outcome.exitCode());
        List<String> lines = outcome.out().lines().toList();
        assertTrue(lines.get(0).matches("shardark [0-9]+\\.[0-9]+.*"), outcome.out());
        assertTrue(lines.get(1).startsWith("Java " + Runtime.version()), outcome.out());
    }

    @Test
    void noOptionTakesAPassphrase() {
        for (String command : List.of("keygen", "backup", "list", "verify", "restore")) {
            Outcome help = new TestProgram().run(command, "--help");
            assertEquals(0, help.exitCode(), command);
            assertTrue(!help.out().matches("(?s).*--pass(word|phrase)[ =].*"), help.out());
        }
    }
}
