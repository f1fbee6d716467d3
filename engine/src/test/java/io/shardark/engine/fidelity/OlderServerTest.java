package io.shardark.engine.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.fidelity.Migration.Outcome;
import io.shardark.engine.fidelity.Specimen.Fate;
import io.shardark.engine.operation.RestoreReport;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ProblemsException;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import io.shardark.samples.servers.SharedServers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one version of MariaDB to an older one and back: equal, or named before anything is written. */
class OlderServerTest {
    private static final int FEWEST_TABLES = 200;

    private static Optional<DatabaseServer> older = Optional.empty();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        older = Servers.startOlderMariaDb();
        Assumptions.assumeTrue(older.isPresent(), "SHARDARK_OLDER_MARIADB_ROOT is not set");
    }

    @AfterAll
    static void close() {
        older.ifPresent(DatabaseServer::close);
    }

    private static DatabaseServer usual() {
        return SharedServers.get(ServerFlavor.MARIADB, 0);
    }

    /** MariaDB 10.11 makes 0 of -0, which a test of its own is about. */
    private static List<Specimen> specimens() {
        return Zoo.all().stream()
                .filter(specimen -> specimen.livesOn(ServerFlavor.MARIADB) && specimen.fate() == Fate.SAVED)
                .filter(specimen -> !String.join("", specimen.statements()).contains("-0.0e0"))
                .toList();
    }

    @Test
    void theZooComesBackOnAnOlderServer() {
        moveZoo(usual(), older.orElseThrow());
    }

    @Test
    void theZooOfAnOlderServerComesBackOnANewerOne() {
        moveZoo(older.orElseThrow(), usual());
    }

    private void moveZoo(DatabaseServer from, DatabaseServer to) {
        try (Migration migration = Migration.create(from, to)) {
            migration.settle(specimens());
            Map<String, String> refusals = new TreeMap<>();
            Outcome outcome = migration.move(folder, refusals);
            assertTrue(outcome.report().tables() > FEWEST_TABLES, outcome.report()::toString);
            assertEquals("", String.join("\n", outcome.differences()));
            Map<String, String> findings = new LinkedHashMap<>();
            refusals.forEach((what, why) -> findings.put("`" + what + "`", "refused: " + why));
            outcome.changed().forEach((what, how) -> findings.put("`" + what + "`", how));
            FidelityDocument.ofProject()
                    .state(from == usual() ? "older server" : "newer server", "what", migration.columns(), findings);
        }
    }

    /** Functions that only the newer one has; nothing but a check of each expression tells. */
    @Test
    void functionsThatAnOlderServerLacksAreNamedBeforeAnythingIsWritten() {
        try (Migration migration = Migration.create(usual(), older.orElseThrow())) {
            migration.execute(
                    "CREATE TABLE t_generated (id INT PRIMARY KEY, doc TEXT, `k``s` TEXT AS (JSON_OBJECT_FILTER_KEYS(doc, '[\"a\"]'))"
                            + " STORED)",
                    "CREATE TABLE t_default (id INT PRIMARY KEY, doc TEXT DEFAULT (FORMAT_PICO_TIME(1)))",
                    "CREATE TABLE t_check (id INT PRIMARY KEY, doc TEXT, CONSTRAINT shape CHECK (JSON_SCHEMA_VALID('{}', doc)))",
                    "CREATE TABLE t_good (id INT PRIMARY KEY, a TEXT DEFAULT (CONCAT('JSON_SCHEMA_VALID (', 'x')),"
                            + " CHECK (id IN (1, 2) OR LENGTH(a) > 0))",
                    "CREATE FUNCTION own(a INT) RETURNS INT DETERMINISTIC RETURN a",
                    "CREATE VIEW v_own AS SELECT own(id) AS a FROM t_good",
                    "CREATE VIEW v_new AS SELECT JSON_SCHEMA_VALID('{}', doc) AS a FROM t_check",
                    "CREATE PROCEDURE p_new() SELECT JSON_SCHEMA_VALID('{}', '{}')",
                    "CREATE TRIGGER tr_own BEFORE INSERT ON t_good FOR EACH ROW SET NEW.id = own(NEW.id)");
            ProblemsException problems =
                    Assertions.assertThrows(ProblemsException.class, () -> migration.restore(migration.backUp(folder)));
            assertFalse(migration.targetExists(), "nothing may be written");
            List<String> messages =
                    problems.problems().stream().map(Throwable::getMessage).toList();
            Map<String, String> expected = new LinkedHashMap<>();
            expected.put("table t_check, check", "JSON_SCHEMA_VALID");
            expected.put("table t_default, column doc", "FORMAT_PICO_TIME");
            expected.put("table t_generated, column k`s", "JSON_OBJECT_FILTER_KEYS");
            expected.put("view v_new", "JSON_SCHEMA_VALID");
            expected.forEach((place, function) -> assertTrue(
                    messages.stream()
                            .anyMatch(message -> message.startsWith("shard ds_0, " + place + ":")
                                    && message.toUpperCase(Locale.ROOT).contains("IT HAS NO FUNCTION " + function)),
                    () -> place + " in\n" + String.join("\n", messages)));
            assertEquals(expected.size(), messages.size(), () -> String.join("\n", messages));
            migration.execute("DROP VIEW v_new", "DROP TABLE t_generated, t_default, t_check");
            RestoreReport report = migration.restore(migration.backUp(folder));
            assertEquals(
                    1,
                    report.notes().stream()
                            .filter(note -> note.contains("procedure p_new calls JSON_SCHEMA_VALID"))
                            .count(),
                    report::toString);
            assertFalse(report.notes().stream().anyMatch(note -> note.contains(" calls own")), report::toString);
        }
    }

    @Test
    void valuesThatAnOlderServerCannotHoldAreNeverTakenForRestored() {
        try (Migration migration = Migration.create(usual(), older.orElseThrow())) {
            migration.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY, d DOUBLE)", "INSERT INTO t VALUES (1, -0.0e0), (2, -1.5)");
            BackupReader backup = migration.backUp(folder);
            DamagedException damaged = Assertions.assertThrows(DamagedException.class, () -> migration.restore(backup));
            assertTrue(damaged.hint().contains("negative zero"), damaged.hint());
        }
    }
}
