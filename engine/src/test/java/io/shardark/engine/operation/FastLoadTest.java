package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.load.BinaryLog;
import io.shardark.engine.load.FastLoad;
import io.shardark.engine.load.LoadChoices;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Restores that switch redo logs or binary logs off; what they switched off is on again, however they end. */
class FastLoadTest {
    private static final LoadChoices FAST = new LoadChoices(FastLoad.ON, BinaryLog.ON);
    private static final LoadChoices FORCED = new LoadChoices(FastLoad.FORCED, BinaryLog.ON);
    private static final LoadChoices UNLOGGED = new LoadChoices(FastLoad.OFF, BinaryLog.OFF);
    private static final String COPY = "copy_of_trap";

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    private TrapServer start() throws SQLException {
        Assumptions.assumeTrue(flavors().anyMatch(flavor -> flavor == ServerFlavor.MYSQL), "no MySQL here");
        return TrapServer.start(ServerFlavor.MYSQL, folder);
    }

    /** A backup of a schema that is gone afterwards, so that the server has nothing else. */
    private static BackupReader backUp(TrapServer server) throws SQLException {
        server.execute(
                "CREATE DATABASE trap_source CHARACTER SET utf8mb4",
                "USE trap_source",
                // Keys of a table that computes something come after its rows, even when these are few.
                "CREATE TABLE t_one (id INT PRIMARY KEY, u INT NOT NULL, v INT AS (u + 1) VIRTUAL, UNIQUE KEY by_u (u))",
                "INSERT INTO t_one (id, u) VALUES (1, 10), (2, 20)",
                "CREATE TABLE t_two (id INT PRIMARY KEY, u INT NOT NULL, UNIQUE KEY by_u (u))",
                "INSERT INTO t_two VALUES (3, 30)",
                "CREATE TABLE t_none LIKE t_two");
        BackupReader backup = server.backUp();
        server.execute("DROP DATABASE trap_source");
        return backup;
    }

    private static boolean isOff(TrapServer server) throws SQLException {
        return server.value("SELECT VARIABLE_VALUE FROM performance_schema.global_status"
                        + " WHERE VARIABLE_NAME = 'Innodb_redo_log_enabled'")
                .equals("OFF");
    }

    private static ProgressListener atChunk(TrapServer.Work work) {
        return event -> {
            if (event instanceof ChunkDone) {
                try {
                    work.run();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                } catch (Exception e) {
                    throw e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
                }
            }
        };
    }

    private static boolean says(RestoreReport report, String... parts) {
        return report.notes().stream().anyMatch(note -> Stream.of(parts).allMatch(note::contains));
    }

    private static void assertTold(ShardarkException thrown, String... parts) {
        for (String part : parts) {
            assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void rowsAreLoadedWithoutTheRedoLogWhereTheServerCan(ServerFlavor flavor) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            BackupReader backup = backUp(server);
            List<Boolean> off = new ArrayList<>();
            RestoreReport report = server.restore(
                    backup,
                    server.topology(COPY),
                    FAST,
                    flavor == ServerFlavor.MYSQL ? atChunk(() -> off.add(isOff(server))) : ProgressListener.NONE);
            assertEquals(3, report.rows());
            if (flavor == ServerFlavor.MARIADB) {
                assertTrue(says(report, "cannot do without its redo log"), report.notes()::toString);
                return;
            }
            assertEquals(List.of(true, true), off);
            assertFalse(isOff(server));
            assertTrue(says(report, "redo log was off", "on again"), report.notes()::toString);
        }
    }

    @Test
    void aFailedRestoreLeavesTheRedoLogOn() throws Exception {
        try (TrapServer server = start()) {
            BackupReader backup = backUp(server);
            ProgressListener intruder = atChunk(() -> {
                assertTrue(isOff(server));
                server.execute("INSERT IGNORE INTO copy_of_trap.t_one (id, u) VALUES (7, 10), (8, 10)");
            });
            UnreachableException thrown = assertThrows(
                    UnreachableException.class, () -> server.restore(backup, server.topology(COPY), FAST, intruder));
            assertTold(thrown, "keys cannot be added");
            assertFalse(isOff(server));
        }
    }

    @Test
    void anInterruptedRestoreLeavesTheRedoLogOn() throws Exception {
        try (TrapServer server = start()) {
            BackupReader backup = backUp(server);
            Thread restore = Thread.currentThread();
            ProgressListener interrupt = atChunk(() -> {
                assertTrue(isOff(server));
                restore.interrupt();
            });
            assertThrows(
                    CancellationException.class, () -> server.restore(backup, server.topology(COPY), FAST, interrupt));
            assertTrue(Thread.interrupted());
            assertFalse(isOff(server));
        }
    }

    /** What a kill of the process leaves behind, step by step; {@link RestoreKillTest} kills real ones. */
    @Test
    void theNextRestoreSwitchesOnWhatAKilledOneLeftOff() throws Exception {
        try (TrapServer server = start()) {
            BackupReader backup = backUp(server);
            assertThrows(
                    IllegalStateException.class,
                    () -> server.restore(backup, server.topology(COPY), FAST, atChunk(() -> {
                        throw new IllegalStateException("stop");
                    })));
            server.execute("ALTER INSTANCE DISABLE INNODB REDO_LOG");
            // Another restore, which does not load fast itself.
            RestoreReport report = server.restore(backup, server.topology("elsewhere"));
            assertTrue(says(report, "killed", "switched it on"), report.notes()::toString);
            assertFalse(isOff(server));
        }
    }

    @Test
    void whatAnAdministratorSwitchedOffStaysOff() throws Exception {
        try (TrapServer server = start()) {
            BackupReader backup = backUp(server);
            server.execute("ALTER INSTANCE DISABLE INNODB REDO_LOG");
            RestoreReport report = server.restore(backup, server.topology(COPY), FAST, ProgressListener.NONE);
            assertTrue(says(report, "redo log is off", "stays off"), report.notes()::toString);
            assertTrue(isOff(server));
        }
    }

    @Test
    void restoresBesideAFastOneAreRefused() throws Exception {
        try (TrapServer server = start()) {
            BackupReader backup = backUp(server);
            List<ShardarkException> refused = new ArrayList<>();
            RestoreReport report = server.restore(backup, server.topology(COPY), FAST, atChunk(() -> {
                if (refused.isEmpty()) {
                    refused.add(assertThrows(
                            RefusedException.class, () -> server.restore(backup, server.topology("elsewhere"))));
                }
            }));
            assertTold(refused.get(0), "another restore has the redo log switched off");
            assertEquals(3, report.rows());
            assertFalse(isOff(server));
        }
    }

    @Test
    void neighboursAreNotEndangeredUnlessForced() throws Exception {
        try (TrapServer server = start()) {
            BackupReader backup = backUp(server);
            server.execute("CREATE DATABASE neighbour");
            Topology target = server.topology(COPY);
            RefusedException thrown = assertThrows(
                    RefusedException.class, () -> server.restore(backup, target, FAST, ProgressListener.NONE));
            assertTold(thrown, "something else lives there", "schema neighbour");
            assertTrue(thrown.hint().contains("--force-fast-load"), thrown.hint());
            assertFalse(isOff(server));
            RestoreReport report = server.restore(backup, target, FORCED, ProgressListener.NONE);
            assertTrue(says(report, "redo log was off"), report.notes()::toString);
            server.execute("DROP DATABASE neighbour", "DROP DATABASE copy_of_trap");
            // Tables beside those that are restored are neighbours too.
            server.execute("CREATE DATABASE copy_of_trap", "CREATE TABLE copy_of_trap.t_other (id INT)");
            RefusedException beside = assertThrows(
                    RefusedException.class, () -> server.restore(backup, target, FAST, ProgressListener.NONE, "t_one"));
            assertTold(beside, "table t_other in schema copy_of_trap");
        }
    }

    @Test
    void missingPrivilegesAreNamedBeforeAnythingIsChanged() throws Exception {
        try (TrapServer server = start()) {
            BackupReader backup = backUp(server);
            server.execute("CREATE USER weak@'%' IDENTIFIED BY 'pw'", "GRANT ALL ON `copy%`.* TO weak@'%'");
            Topology target = TrapServer.topology(server.instance("weak", "pw"), COPY);
            ShardarkException thrown = assertThrows(
                    ShardarkException.class,
                    () -> server.restore(
                            backup, target, new LoadChoices(FastLoad.ON, BinaryLog.OFF), ProgressListener.NONE));
            assertTold(
                    thrown,
                    "lacks INNODB_REDO_LOG_ENABLE",
                    "may not see whether other schemas live there",
                    "lacks SESSION_VARIABLES_ADMIN");
            assertEquals("", server.value("SHOW DATABASES LIKE '" + COPY + "'"));
            server.execute("GRANT INNODB_REDO_LOG_ENABLE, SESSION_VARIABLES_ADMIN, SHOW DATABASES ON *.* TO weak@'%'");
            assertEquals(
                    3,
                    server.restore(backup, target, new LoadChoices(FastLoad.ON, BinaryLog.OFF), ProgressListener.NONE)
                            .rows());
            assertFalse(isOff(server));
        }
    }

    /** A server that dies without its redo log is lost; that is said. */
    @Test
    void aServerThatDiesMeanwhileIsSaidToBeLost() throws Exception {
        try (TrapServer server = start()) {
            BackupReader backup = backUp(server);
            List<String> notices = new ArrayList<>();
            ProgressListener killer = event -> {
                if (event instanceof ChunkDone && notices.isEmpty()) {
                    server.server().kill();
                } else if (event instanceof ProgressEvent.Notice notice) {
                    notices.add(notice.text());
                }
            };
            assertThrows(UnreachableException.class, () -> server.restore(backup, server.topology(COPY), FAST, killer));
            assertTrue(notices.get(0).contains("STILL OFF"), notices::toString);
            assertTrue(notices.get(0).contains("does not start again"), notices::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void nothingOfARestoreIsInTheBinaryLogUnlessItShallBe(ServerFlavor flavor) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            BackupReader backup = backUp(server);
            String before = position(server, flavor);
            RestoreReport report = server.restore(backup, server.topology(COPY), UNLOGGED, ProgressListener.NONE);
            assertEquals(before, position(server, flavor));
            assertTrue(says(report, "binary log", "replicas"), report.notes()::toString);
            server.execute("DROP DATABASE copy_of_trap");
            String dropped = position(server, flavor);
            server.restore(backup, server.topology(COPY));
            assertFalse(position(server, flavor).equals(dropped));
        }
    }

    private static String position(TrapServer server, ServerFlavor flavor) throws SQLException {
        return server.value(
                flavor == ServerFlavor.MYSQL ? "SELECT @@GLOBAL.gtid_executed" : "SELECT @@GLOBAL.gtid_binlog_pos");
    }
}
