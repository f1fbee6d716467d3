package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.schema.ShardSchema;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.RefusedException;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RestoreOperationTest {
    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void droppedShardsComeBackWithEveryDefinition(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            SampleObjects.create(shards);
            List<ShardSchema> before = schemas(shards, shards.topology());
            BackupReader backup = Restores.backUp(shards, folder);
            Restores.drop(shards, shards.topology());
            RestoreReport report = Restores.restore(shards, backup, shards.topology());
            assertEquals(0, report.chunksFound());
            report.shards().forEach(shard -> assertEquals(shard.source(), shard.target()));
            assertEquals(
                    List.of(),
                    report.notes().stream()
                            .filter(note -> note.contains("definition"))
                            .toList());
            List<ShardSchema> after = schemas(shards, shards.topology());
            for (int n = 0; n < TwoInstances.SHARDS; n++) {
                assertEquals(before.get(n).schema(), after.get(n).schema());
                assertEquals(before.get(n).tables(), after.get(n).tables());
                assertEquals(before.get(n).objects(), after.get(n).objects());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void viewsAndTriggersFollowTheirSchemaToAnotherName(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            SampleObjects.create(shards);
            BackupReader backup = Restores.backUp(shards, folder);
            Topology renamed = Restores.renamed(shards, "_new");
            try {
                RestoreReport report = Restores.restore(shards, backup, renamed);
                report.shards().forEach(shard -> assertEquals(shard.source(), shard.target()));
                Restores.drop(shards, shards.topology());
                try (var session = shards.sessions().open(renamed.instances().get(0))) {
                    session.execute("USE `" + renamed.shards().get(0).schema() + "`");
                    assertEquals("20003", session.value("SELECT COUNT(*) FROM v_top, (SELECT 1) x"));
                    session.execute("INSERT INTO t_child (parent, a) VALUES (1, 5)");
                    assertEquals("1", session.value("SELECT COUNT(*) FROM t_audit WHERE what = 'child 5'"));
                }
            } finally {
                Restores.drop(shards, renamed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void whatIsInTheWayIsListedAndLeftAlone(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            BackupReader backup = Restores.backUp(shards, folder);
            Restores.drop(shards, shards.topology());
            shards.onEach("CREATE DATABASE `%s`");
            shards.execute(0, "CREATE TABLE t_order (id INT)", "CREATE VIEW v AS SELECT 1 AS a");
            shards.execute(
                    3,
                    "CREATE PROCEDURE p() SELECT 1",
                    "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1",
                    "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1",
                    "CREATE TABLE other (id INT)",
                    "CREATE TRIGGER tr BEFORE INSERT ON other FOR EACH ROW SET NEW.id = 1");
            ProblemsException thrown =
                    assertThrows(ProblemsException.class, () -> Restores.restore(shards, backup, shards.topology()));
            assertEquals(2, thrown.problems().size());
            for (String part : List.of("ds_0", "table t_order", "view v")) {
                assertTrue(thrown.problems().get(0).getMessage().contains(part), thrown.getMessage());
            }
            for (String part : List.of("procedure p", "function f", "event e", "table other", "trigger tr")) {
                assertTrue(thrown.problems().get(1).getMessage().contains(part), thrown.getMessage());
            }
            assertEquals(
                    "0",
                    shards.value(
                            1,
                            "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '"
                                    + shards.shard(1).schema() + "'"));
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void aRestoreThatFailedGoesOnWhereItStopped(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            SampleObjects.create(shards);
            BackupReader backup = Restores.backUp(shards, folder);
            Restores.drop(shards, shards.topology());
            AtomicInteger chunks = new AtomicInteger();
            ProgressListener failing = event -> {
                if (event instanceof ProgressEvent.ChunkDone && chunks.incrementAndGet() == 30) {
                    throw new IllegalStateException("thrown by the test");
                }
            };
            assertThrows(
                    IllegalStateException.class, () -> Restores.restore(shards, backup, shards.topology(), failing));
            RestoreReport report = Restores.restore(shards, backup, shards.topology());
            assertTrue(report.chunksFound() >= 30, "found " + report.chunksFound());
            assertTrue(report.chunksLoaded() > 0, "loaded " + report.chunksLoaded());
            report.shards().forEach(shard -> assertEquals(shard.source(), shard.target()));
            RefusedException again = assertThrows(
                            ProblemsException.class, () -> Restores.restore(shards, backup, shards.topology()))
                    .problems()
                    .stream()
                    .map(RefusedException.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertTrue(again.getMessage().contains("not empty"), again.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void oneLostTableComesBackBesideTheOthers(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            BackupReader backup = Restores.backUp(shards, folder);
            shards.execute(1, "DROP TABLE t_order", "DELETE FROM t_log");
            RestoreReport report = Restores.restore(shards, backup, shards.topology(), "ds_1.t_ord*");
            assertEquals(1, report.tables());
            assertEquals("20000", shards.value(1, "SELECT COUNT(*) FROM t_order"));
            assertEquals("0", shards.value(1, "SELECT COUNT(*) FROM t_log"));
            assertFalse(report.notes().stream().noneMatch(note -> note.contains("Only tables")));
            RefusedException thrown = assertThrows(
                    RefusedException.class, () -> Restores.restore(shards, backup, shards.topology(), "ds_1.t_log"));
            assertTrue(thrown.getMessage().contains("table t_log"), thrown.getMessage());
            assertThrows(
                    ConfigurationException.class,
                    () -> Restores.restore(shards, backup, shards.topology(), "ds_1.nothing"));
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void shardsWithoutTargetAreAllNamed(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            BackupReader backup = Restores.backUp(shards, folder);
            Topology half = new Topology(
                    shards.topology().instances(), shards.topology().shards().subList(0, 2), List.of());
            ConfigurationException thrown =
                    assertThrows(ConfigurationException.class, () -> Restores.restore(shards, backup, half));
            assertTrue(thrown.getMessage().contains("ds_2, ds_3"), thrown.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void tablesAboutWhoseRowsTheServerWarnsAreNamed(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            shards.execute(
                    1,
                    "SET SESSION sql_mode = ''",
                    "CREATE TABLE t_odd (id INT PRIMARY KEY, e ENUM('a'))",
                    "INSERT INTO t_odd VALUES (1, 'a'), (2, 'no label')",
                    "CREATE TABLE t_even (id INT PRIMARY KEY, e ENUM('a'))",
                    "INSERT INTO t_even VALUES (1, 'a')");
            BackupReader backup = Restores.backUp(shards, folder);
            Restores.drop(shards, shards.topology());
            List<String> warned = Restores.restore(shards, backup, shards.topology()).notes().stream()
                    .filter(note -> note.contains("the server warned"))
                    .toList();
            assertEquals(1, warned.size(), warned.toString());
            assertTrue(warned.get(0).contains("ds_1") && warned.get(0).contains("t_odd"), warned.get(0));
            assertEquals("1", shards.value(1, "SELECT e = 0 FROM t_odd WHERE id = 2"));
        }
    }

    private static List<ShardSchema> schemas(TwoInstances shards, Topology topology) {
        List<ShardSchema> schemas = new ArrayList<>();
        topology.shards().forEach(shard -> schemas.add(Restores.schema(shards, shard)));
        return schemas;
    }
}
