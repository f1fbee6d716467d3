package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.operation.BackupPart.Condition;
import io.shardark.engine.operation.VerifyReport.Level;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.error.DamagedException;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A backup of a part: what is in it, what is not, and that nothing takes it for a whole. */
class PartialBackupTest {
    /** True for some rows, false for some, NULL for some; it would take all rows if it lost its parentheses. */
    private static final String WHERE = "id % 3 = 0 OR note IS NULL";

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void whatIsSelectedComesBackAndTheRestIsNamed(ServerFlavor flavor) throws IOException {
        try (PartialShop shop = PartialShop.create(flavor, folder)) {
            BackupReport report = shop.backUp(
                    List.of(), List.of("t_log", "event:*", "trigger:ds_1.*", "shard:ds_3"), Map.of("t_o*", WHERE));
            assertEquals(List.of("ds_3"), report.part().shards());
            assertEquals(
                    List.of("ds_0.t_log", "ds_1.t_log", "ds_2.t_log"),
                    report.part().tables());
            assertEquals(
                    List.of(
                            "trigger:ds_0.tr_log",
                            "event:ds_0.e_log",
                            "trigger:ds_1.tr_log",
                            "trigger:ds_1.tr_order",
                            "event:ds_1.e_log",
                            "trigger:ds_2.tr_log",
                            "event:ds_2.e_log"),
                    report.part().objects());
            assertEquals(
                    new Condition("ds_1", "t_order", WHERE),
                    report.part().conditions().get(1));
            assertTrue(
                    report.needs()
                            .contains("shard ds_0, table t_child has a foreign key to table t_log, which is left out."),
                    report::toString);
            assertTrue(
                    report.needs()
                            .contains("shard ds_0, table t_child has a foreign key to table t_order, of which"
                                    + " rows are left out."),
                    report::toString);
            assertTrue(
                    report.needs().contains("shard ds_2, view v_log names table t_log, which is left out."),
                    report::toString);
            assertTrue(
                    report.needs().contains("shard ds_0, trigger tr_order names table t_log, which is left out."),
                    report::toString);

            BackupReader backup = Restores.open(folder, report.backup());
            assertTrue(backup.manifest().partial());
            String manifest = Files.readString(folder.resolve("backups/" + report.backup() + "/manifest.json"));
            assertFalse(manifest.contains("t_log") || manifest.contains("ds_3") || manifest.contains("id %"), manifest);

            Topology target = shop.target();
            RestoreReport restored = Restores.restore(shop.shards(), backup, target);
            assertEquals(report.part(), restored.leftOutOfBackup());
            assertTrue(restored.leftOutOfRestore().isWhole());
            assertTrue(
                    restored.notes().stream().anyMatch(note -> note.contains("view v_log cannot be created")),
                    restored::toString);
            for (int shard = 0; shard < 3; shard++) {
                assertEquals(
                        shop.shards().value(shard, shop.rows(shard, "", "(" + WHERE + ")")),
                        shop.shards().value(shard, shop.rows(shard, PartialShop.SUFFIX, "1")));
                assertEquals("t_child,t_order,v_order", shop.names(shard, PartialShop.SUFFIX));
            }
            assertEquals("tr_order", shop.triggers(0, PartialShop.SUFFIX));
            assertEquals("", shop.triggers(1, PartialShop.SUFFIX));
            assertEquals("", shop.names(3, PartialShop.SUFFIX));
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void everyLevelOfVerificationSaysThatItIsAPartAndComparesThePart(ServerFlavor flavor) {
        try (PartialShop shop = PartialShop.create(flavor, folder)) {
            BackupReport report =
                    shop.backUp(List.of("ds_0.t_*", "t_child"), List.of("t_log"), Map.of("t_order", WHERE));
            VerifyReport files = shop.verify(report, Level.FILES);
            assertTrue(files.partial() && files.part().isEmpty(), files::toString);
            VerifyReport data = shop.verify(report, Level.DATA);
            assertEquals(report.part(), data.part().orElseThrow());
            assertEquals(List.of(), shop.verify(report, Level.LIVE).findings());
            assertTrue(shop.list().partial());
            assertEquals(report.part(), shop.list().contents().orElseThrow().part());

            shop.shards()
                    .execute(0, "UPDATE t_order SET note = 'other' WHERE id = 4", "DELETE FROM t_log WHERE id = 2");
            assertEquals(List.of(), shop.verify(report, Level.LIVE).findings(), "row 4 does not fulfil the condition");
            shop.shards().execute(0, "UPDATE t_order SET note = NULL WHERE id = 4");
            List<String> findings = shop.verify(report, Level.LIVE).findings();
            assertEquals(1, findings.size());
            assertTrue(findings.get(0).contains("table t_order of shard ds_0"), findings::toString);
        }
    }

    /** A row that does not fulfil the condition would be missed if the proof asked for the condition too. */
    @ParameterizedTest
    @MethodSource("flavors")
    void theProofOfARestoredPartSeesRowsThatAreNotInIt(ServerFlavor flavor) {
        try (PartialShop shop = PartialShop.create(flavor, folder)) {
            BackupReport report = shop.backUp(List.of("ds_0.t_order"), List.of("trigger:*"), Map.of("t_order", WHERE));
            ProgressListener intruder = event -> {
                if (event instanceof StepStarted step && step.step().startsWith("loading rows")) {
                    shop.execute(0, PartialShop.SUFFIX, "INSERT INTO t_order (id, note) VALUES (100000, 'x')");
                }
            };
            DamagedException damage = assertThrows(
                    DamagedException.class,
                    () -> Restores.restore(
                            shop.shards(), Restores.open(folder, report.backup()), shop.target(), intruder));
            assertTrue(damage.getMessage().contains("shard ds_0, table t_order"), damage::getMessage);
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void restoresTakeShardsAndLeaveThingsOut(ServerFlavor flavor) {
        try (PartialShop shop = PartialShop.create(flavor, folder)) {
            BackupReader backup = Restores.open(
                    folder, shop.backUp(List.of(), List.of(), Map.of()).backup());
            assertFalse(backup.manifest().partial());
            RestoreReport report = shop.restore(
                    backup,
                    TableSelection.of(
                            List.of("ds_1", "ds_2"),
                            List.of(),
                            List.of("t_child", "view:*", "trigger:*", "event:ds_2.*")));
            assertTrue(report.leftOutOfBackup().isWhole());
            assertEquals(List.of("ds_0", "ds_3"), report.leftOutOfRestore().shards());
            assertEquals(
                    List.of("ds_1.t_child", "ds_2.t_child"),
                    report.leftOutOfRestore().tables());
            assertEquals("t_log,t_order", shop.names(1, PartialShop.SUFFIX));
            assertEquals("e_log", shop.events(1, PartialShop.SUFFIX));
            assertEquals("", shop.events(2, PartialShop.SUFFIX));
            assertEquals("", shop.names(0, PartialShop.SUFFIX));
            // What was left out can be fetched later.
            shop.restore(backup, TableSelection.of(List.of("ds_1"), List.of("t_child"), List.of()));
            assertEquals("t_child,t_log,t_order", shop.names(1, PartialShop.SUFFIX));
        }
    }
}
