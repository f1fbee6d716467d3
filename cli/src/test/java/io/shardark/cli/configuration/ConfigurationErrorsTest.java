package io.shardark.cli.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.ShardarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong, where, and what was expected: every message in full. */
final class ConfigurationErrorsTest {
    private static final String GOOD = """
            repository: /r
            instances:
              a: { host: h, port: 3306, user: u, password: "" }
            shards:
              ds_0: { instance: a, schema: ds_0 }
            encryption: none
            """;

    @TempDir
    Path folder;

    /** A text to read, and the messages without the name of the file. */
    record Case(String text, List<String> messages) {}

    private static Named<Case> replacing(String good, String bad, String... messages) {
        if (!GOOD.contains(good)) {
            throw new IllegalArgumentException(good);
        }
        return Named.of(bad.isBlank() ? "without " + good : bad, new Case(GOOD.replace(good, bad), List.of(messages)));
    }

    private static Named<Case> adding(String text, String... messages) {
        return Named.of(text, new Case(GOOD + text + "\n", List.of(messages)));
    }

    static Stream<Named<Case>> keys() {
        return Stream.of(
                adding("bakcup: { }", "7:1: bakcup: unknown key; did you mean \"backup\"?"),
                adding(
                        "colour: red",
                        "7:1: colour: unknown key, expected one of repository, instances, shards, logical-tables, encryption,"
                                + " signing-key, trusted-signers, backup, restore"),
                adding(
                        "repository: /s",
                        "7:1: repository: found a second time, expected only once; the first is in line 1"),
                replacing("port:", "prot:", "3:17: instances.a.prot: unknown key; did you mean \"port\"?"),
                replacing("host: h, ", "", "3:6: instances.a.host: missing, expected a host name or address"),
                replacing(
                        "user: u, ",
                        "user: , ",
                        "3:34: instances.a.user: found nothing, expected the name of a MySQL account"),
                replacing(
                        ", password: \"\"",
                        "",
                        "3:6: instances.a.password: missing, expected \"${env:NAME}\", \"${file:PATH}\", or \"\" for none"),
                replacing(
                        "encryption: none\n",
                        "",
                        "1:1: encryption: missing, expected \"encryption: { recipients: [FILE.crt, ...] }\" or \"encryption: none\""),
                replacing(
                        "encryption: none",
                        "encryption: off",
                        "6:13: encryption: found text, expected \"encryption: { recipients: [FILE.crt, ...] }\" or \"encryption: none\""),
                replacing(
                        "encryption: none",
                        "encryption: { recipients: [] }",
                        "6:27: encryption.recipients: found an empty list, expected a list of certificates"),
                replacing(
                        "repository: /r\n", "", "1:1: repository: missing, expected the folder that holds the backups"),
                replacing(
                        "repository: /r",
                        "repository: s3://bucket/r",
                        "1:13: repository: found a URL, expected a folder; object stores are not supported yet"));
    }

    static Stream<Named<Case>> values() {
        return Stream.of(
                replacing(
                        "3306",
                        "70000",
                        "3:23: instances.a.port: found \"70000\", expected a whole number from 1 to 65535"),
                replacing(
                        "3306", "\"\"", "3:23: instances.a.port: found \"\", expected a whole number from 1 to 65535"),
                replacing(
                        "3306", "[1]", "3:23: instances.a.port: found a list, expected a whole number from 1 to 65535"),
                replacing(
                        "host: h",
                        "host: { h: i }",
                        "3:14: instances.a.host: found a mapping, expected a host name or address"),
                replacing(
                        "host: h",
                        "host: \"\"",
                        "3:14: instances.a.host: found an empty text, expected a host name or address"),
                replacing(
                        "port: 3306",
                        "tls: verify_ca",
                        "3:22: instances.a.tls: found \"verify_ca\"; did you mean \"verify-ca\"?"),
                replacing(
                        "{ instance: a, ",
                        "{ instance: b, ",
                        "5:21: shards.ds_0.instance: found \"b\", which is no instance; did you mean \"a\"?"),
                adding(
                        "backup: { chunk-size: 1KiB }",
                        "7:23: backup.chunk-size: found \"1KiB\", expected a size from 64KiB to 64MiB, as in 64KiB or 16MiB"),
                adding(
                        "backup: { include: t, exclude: [], where: [t] }",
                        "7:20: backup.include: found text, expected a list of patterns, as in [t_order, \"ds_0.t_log_*\","
                                + " \"view:*\"]",
                        "7:32: backup.exclude: found an empty list, expected a list of patterns, as in [t_order,"
                                + " \"ds_0.t_log_*\", \"view:*\"]",
                        "7:43: backup.where: found a list, expected TABLE: \"CONDITION\", as in t_order: \"id < 1000\""),
                adding(
                        "backup: { exclude: [\"veiw:*\", ds_0., t] }",
                        "7:21: backup.exclude[0]: found the kind \"veiw\", expected one of shard, schema, table, view,"
                                + " trigger, function, procedure, routine, event, sequence. For a table with a colon in its"
                                + " name, write table:NAME.",
                        "7:31: backup.exclude[1]: \"ds_0.\" has nothing before or behind its dot. A pattern is TABLE,"
                                + " SHARD.TABLE, KIND:NAME or KIND:SHARD.NAME, where * and ? stand for any characters and"
                                + " KIND is one of shard, schema, table, view, trigger, function, procedure, routine, event,"
                                + " sequence."),
                adding(
                        "backup: { where: { t: \"id < 5) OR (1\", \"view:v\": \"1\", u: \"a = RAND()\", u: \"1\" } }",
                        "7:23: backup.where.t: the condition for t has parentheses that do not belong together. Write one"
                                + " expression over the columns of the table, as in id < 1000.",
                        "7:50: backup.where.view:v: \"view:v\" is a pattern of the kind view, expected one of tables. Only"
                                + " tables have rows.",
                        "7:58: backup.where.u: the condition for u has RAND, which changes. A backup asks it for every"
                                + " chunk, and verify asks it again: write constants instead, as in created >= '2026-01-01';"
                                + " ${env:NAME} can hold one that changes.",
                        "7:72: backup.where.u: found a second time, expected only once; the first is in line 7"),
                adding(
                        "backup: { chunk-size: 16M }",
                        "7:23: backup.chunk-size: found \"16M\", expected a size from 64KiB to 64MiB, as in 64KiB or 16MiB"),
                adding(
                        "backup: { cut-deadline: 999999999h }",
                        "7:25: backup.cut-deadline: found \"999999999h\", expected a duration from 1s to 1h, as in 500ms, 30s or 2m"),
                adding(
                        "backup: { lock-timeout: 1500ms }",
                        "7:25: backup.lock-timeout: found a fraction of a second, expected whole seconds as in 1s: servers take"
                                + " nothing finer"),
                adding(
                        "backup: { compression: { lowest: 0 } }",
                        "7:34: backup.compression.lowest: found \"0\", expected a whole number from 1 to 19"),
                adding(
                        "backup: { compression: { lowest: 7, highest: 6 } }",
                        "7:46: backup.compression.highest: below compression.lowest, which is 7"),
                adding(
                        "backup: { lock-timeout: 31s }",
                        "7:25: backup.lock-timeout: longer than cut-deadline, so not one attempt could end in time"),
                adding(
                        "backup: { pace: { bytes-per-second: 1KiB, rows-per-second: 0, threads-running: many } }",
                        "7:37: backup.pace.bytes-per-second: found \"1KiB\", expected a size from 64KiB to 1024MiB, as in"
                                + " 64KiB or 16MiB",
                        "7:60: backup.pace.rows-per-second: found \"0\", expected a whole number from 100 to 1000000000",
                        "7:80: backup.pace.threads-running: found \"many\", expected a whole number from 1 to 100000"),
                adding(
                        "restore: { pace: { replica-lag: 1500ms, pause-file: /no/such/folder/p, longest-wait: 2d } }",
                        "7:33: restore.pace.replica-lag: found a fraction of a second, expected whole seconds as in 1s:"
                                + " servers take nothing finer",
                        "7:53: restore.pace.pause-file: the folder /no/such/folder of the pause file does not exist",
                        "7:86: restore.pace.longest-wait: found \"2d\", expected a duration from 1s to 24h, as in 500ms, 30s"
                                + " or 2m"),
                adding(
                        "backup: { pace: { byte-per-second: 1MiB } }",
                        "7:19: backup.pace.byte-per-second: unknown key; did you mean \"bytes-per-second\"?"),
                adding(
                        "backup: { cut: golbal, cut-missed: ignore }",
                        "7:16: backup.cut: found \"golbal\"; did you mean \"global\"?",
                        "7:36: backup.cut-missed: found \"ignore\", expected one of fail, degrade"),
                adding(
                        "restore: { connections-per-instance: 65 }",
                        "7:38: restore.connections-per-instance: found \"65\", expected a whole number from 1 to 64"),
                adding(
                        "backup: 5",
                        "7:9: backup: found text, expected a mapping with the keys connections-per-instance,"
                                + " chunk-size, compression, cut, cut-deadline, cut-missed, lock-timeout, pace, include, exclude, where"),
                adding("trusted-signers: x.pub", "7:18: trusted-signers: found text, expected a list of public keys"));
    }

    static Stream<Named<Case>> wholes() {
        return Stream.of(
                replacing(
                        "  ds_0:",
                        "  ds_1: { instance: a, schema: ds_0 }\n  ds_0:",
                        "6:9: shards.ds_0: found the same schema on the same instance as shard ds_1, expected one shard per schema"),
                replacing(
                        "shards:",
                        "  b: { host: H, user: u, password: \"\" }\nshards:",
                        "4:6: instances.b: found the same host and port as instance a, expected one instance per server; several"
                                + " shards may share it",
                        "4:6: instances.b: no shard lives on this instance, expected at least one; remove it"),
                replacing(
                        "  ds_0:",
                        "  ds 0:",
                        "5:3: shards: found a name with other characters, expected 1 to 64 letters, digits, \"_\" or \"-\""),
                replacing(
                        "  ds_0: { instance: a, schema: ds_0 }\n",
                        "",
                        "4:8: shards: found nothing, expected at least one NAME: { instance: INSTANCE, schema: SCHEMA }"),
                Named.of(
                        "empty",
                        new Case(
                                "# nothing\n",
                                List.of("1:1: the file is empty, expected at least the key repository"))),
                Named.of(
                        "broken",
                        new Case(
                                "repository: [a\n",
                                List.of("2:1: not valid YAML: expected ',' or ']', but got <stream end>"))),
                Named.of(
                        "everything at once",
                        new Case(
                                "encryption: none\nshards: 1\ninstances: { a: { prot: 1 } }\n",
                                List.of(
                                        "1:1: repository: missing, expected the folder that holds the backups",
                                        "2:9: shards: found text, expected at least one NAME: { instance: INSTANCE, schema: SCHEMA }",
                                        "3:17: instances.a.host: missing, expected a host name or address",
                                        "3:17: instances.a.user: missing, expected the name of a MySQL account",
                                        "3:17: instances.a.password: missing, expected \"${env:NAME}\", \"${file:PATH}\", or \"\" for none",
                                        "3:19: instances.a.prot: unknown key; did you mean \"port\"?"))));
    }

    static Stream<Named<Case>> logicalTables() {
        String key = "7:22: logical-tables.t: ";
        return Stream.of(
                adding(
                        "logical-tables: { t: \"dx_0.t_${0..1}\" }",
                        key + "found the shard \"dx_0\", which is not configured; did you mean \"ds_0\"?"),
                adding(
                        "logical-tables: { t: 'ds_0.t', u: 'ds_0.t' }",
                        "7:35: logical-tables.u: found the table ds_0.t, which already belongs to t"),
                adding(
                        "logical-tables: { t: [ds_0.t] }",
                        key
                                + "found a list, expected NAME: \"SHARD.TABLE\" with ranges as in \"ds_${0..2}.t_order_${0..3}\""),
                adding(
                        "logical-tables: { t: ds_0 }",
                        key
                                + "data nodes \"ds_0\": \"ds_0\" is not a shard and a table with one dot between them, expected:"
                                + " Write nodes as SHARD.TABLE, with ranges ${0..3} and lists ${['a', 'b']}, several of them"
                                + " between commas."));
    }

    static Stream<Named<Case>> placeholders() {
        String key = "3:48: instances.a.password: ";
        return Stream.of(
                replacing("\"\"", "\"${env:NOPE}\"", key + "the environment variable NOPE is not set"),
                replacing("\"\"", "\"${file:/no/such/file}\"", key + "the file /no/such/file does not exist"),
                replacing(
                        "\"\"",
                        "\"x${env:PW\"",
                        key + "found \"${\" without \"}\", expected ${env:NAME} or ${file:PATH}"),
                replacing(
                        "\"\"",
                        "\"${evn:PW}\"",
                        key
                                + "found an unknown placeholder, expected ${env:NAME} or ${file:PATH}; a text that itself has"
                                + " \"${\" in it can come from a file or a variable"),
                replacing(
                        "\"\"",
                        "\"${env:UNREADABLE}\"",
                        key
                                + "the environment variable UNREADABLE has characters that the locale cannot read, expected a"
                                + " UTF-8 locale as in LC_ALL=C.UTF-8"),
                replacing("\"\"", "[canary]", key + "found a list, expected text"),
                replacing(
                        "3306",
                        "\"${env:PW}\"",
                        "3:23: instances.a.port: found \"${env:PW}\", expected a whole number from 1 to 65535"));
    }

    @ParameterizedTest
    @MethodSource({"keys", "values", "wholes", "logicalTables", "placeholders"})
    void saysWhatIsWrongAndWhere(Case wrong) throws IOException {
        Path file = folder.resolve("shardark.yaml");
        Files.writeString(file, wrong.text());
        ConfigurationReader reader = new ConfigurationReader(Map.of("PW", "canary", "UNREADABLE", "\uFFFD"));
        ShardarkException failure = assertThrows(ShardarkException.class, () -> reader.read(file, Purpose.BACKUP));
        List<ShardarkException> found =
                failure instanceof ProblemsException several ? several.problems() : List.of(failure);
        assertEquals(
                wrong.messages().stream().map(message -> file + ":" + message).toList(),
                found.stream().map(ShardarkException::getMessage).toList());
    }

    @Test
    void keyFilesMustExistForABackup() throws IOException {
        Path file = folder.resolve("shardark.yaml");
        Files.writeString(
                file,
                GOOD.replace("none", "{ recipients: [no.crt] }") + "signing-key: no.key\ntrusted-signers: [no.pub]\n");
        ShardarkException failure = assertThrows(
                ProblemsException.class, () -> new ConfigurationReader(Map.of()).read(file, Purpose.BACKUP));
        assertEquals(
                "2 problems were found before work began:\n"
                        + "  - " + file + ":6:28: encryption.recipients[0]: the file " + folder.resolve("no.crt")
                        + " does not exist\n"
                        + "  - " + file + ":7:14: signing-key: the file " + folder.resolve("no.key")
                        + " does not exist",
                failure.getMessage());
    }

    @Test
    void goodIsGood() throws IOException {
        Path file = folder.resolve("shardark.yaml");
        Files.writeString(file, GOOD);
        assertEquals(
                1,
                new ConfigurationReader(Map.of())
                        .read(file, Purpose.BACKUP)
                        .topology()
                        .shards()
                        .size());
    }
}
