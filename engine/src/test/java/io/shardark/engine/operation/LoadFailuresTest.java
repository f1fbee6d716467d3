package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may happen to a target while rows come into it. */
class LoadFailuresTest {
    private static final int ROWS = 8000;

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    /**
     * Nearly 2 MB of rows, so that there are many chunks, and keys after them. The values of u are the ones that no
     * message may show.
     */
    private static BackupReader backUp(TrapServer server) throws Exception {
        StringBuilder insert = new StringBuilder("INSERT INTO t_big VALUES ");
        for (int i = 0; i < ROWS; i++) {
            insert.append(i == 0 ? "" : ",").append("(%d,%d,0.1234567890123,REPEAT('x',200))".formatted(i, 777000 + i));
        }
        server.execute(
                "CREATE DATABASE trap_source CHARACTER SET utf8mb4",
                "USE trap_source",
                "CREATE TABLE t_big (id INT PRIMARY KEY, u INT NOT NULL, d DOUBLE, pad CHAR(200), UNIQUE KEY by_u (u))",
                insert.toString());
        return server.backUp();
    }

    private static ProgressListener at(Class<? extends ProgressEvent> kind, int number, TrapServer.Work work) {
        AtomicInteger seen = new AtomicInteger();
        return event -> {
            if (kind.isInstance(event) && seen.incrementAndGet() == number) {
                quietly(work);
            }
        };
    }

    private static ProgressListener atStep(String step, TrapServer.Work work) {
        return event -> {
            if (event instanceof StepStarted started && started.step().equals(step)) {
                quietly(work);
            }
        };
    }

    private static ProgressListener altering(TrapServer server, String change) {
        return atStep(
                "loading rows, adding keys, proving tables",
                () -> server.execute("ALTER TABLE copy_of_trap.t_big " + change));
    }

    private static void quietly(TrapServer.Work work) {
        try {
            work.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertCopied(TrapServer server) {
        ServerText.assertSame(
                "copy",
                SessionTrapsTest.normal(server.text(TrapServer.SOURCE)),
                SessionTrapsTest.normal(server.text("copy_of_trap")));
    }

    private static void assertTold(ShardarkException thrown, String... parts) {
        for (String part : parts) {
            assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
        }
        assertFalse(thrown.getMessage().contains("777"), thrown.getMessage());
    }

    /** A secondary key is made when all rows are there; what it does not allow is found then. */
    @ParameterizedTest
    @MethodSource("flavors")
    void aRowThatAKeyDoesNotAllowIsFound(ServerFlavor flavor) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            BackupReader backup = backUp(server);
            ProgressListener intruder = at(
                    ChunkDone.class,
                    1,
                    () -> server.execute("INSERT INTO copy_of_trap.t_big VALUES (-1, 777001, 0, '')"));
            UnreachableException thrown =
                    assertThrows(UnreachableException.class, () -> server.restore(backup, "copy_of_trap", intruder));
            assertTold(thrown, "shard ds_0", "table t_big", "(error 1062)");
            server.execute("DELETE FROM copy_of_trap.t_big WHERE id = -1");
            server.restore(backup, "copy_of_trap");
            assertCopied(server);
        }
    }

    /** Neither a warning nor a count tells that a DOUBLE was rounded to a FLOAT; the proof does. */
    @ParameterizedTest
    @MethodSource("flavors")
    void whatNoWarningTellsTheProofFinds(ServerFlavor flavor) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            BackupReader backup = backUp(server);
            DamagedException thrown = assertThrows(
                    DamagedException.class,
                    () -> server.restore(backup, "copy_of_trap", altering(server, "MODIFY d FLOAT")));
            assertTold(thrown, "shard ds_0, table t_big", "the target holds");
            // The same bytes, but other characters.
            for (String change : List.of("MODIFY pad CHAR(200) CHARACTER SET utf16", "MODIFY pad VARCHAR(201)")) {
                server.execute("DROP DATABASE copy_of_trap");
                RestoreReport report = server.restore(backup, "copy_of_trap", altering(server, change));
                assertTrue(
                        report.notes().stream()
                                .anyMatch(note -> note.contains("shard ds_0, table t_big")
                                        && note.contains("another definition")),
                        change);
            }
        }
    }

    /** A source may have rows that its own foreign keys do not allow: they come back as they are. */
    @ParameterizedTest
    @MethodSource("flavors")
    void orphansComeBackAsTheyWere(ServerFlavor flavor) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            server.execute(
                    "CREATE DATABASE trap_source",
                    "USE trap_source",
                    "CREATE TABLE a (id INT PRIMARY KEY)",
                    "CREATE TABLE b (id INT PRIMARY KEY, a INT, CONSTRAINT of_a FOREIGN KEY (a) REFERENCES a (id))",
                    "SET SESSION foreign_key_checks = 0",
                    "INSERT INTO b VALUES (1, 99)",
                    "SET SESSION foreign_key_checks = 1");
            server.restore(server.backUp(), "copy_of_trap");
            assertEquals("99", server.value("SELECT a FROM copy_of_trap.b"));
            assertThrows(
                    java.sql.SQLException.class, () -> server.execute("INSERT INTO copy_of_trap.b VALUES (2, 98)"));
        }
    }

    /** Rows larger than a server's packets: what does not fit is told, and nothing is cut off. */
    @ParameterizedTest
    @MethodSource("flavors")
    void rowsLargerThanThePacketsOfAServerAreWholeOrRefused(ServerFlavor flavor) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            server.execute(
                    "CREATE DATABASE trap_source",
                    "USE trap_source",
                    "CREATE TABLE t_blob (id INT PRIMARY KEY, b LONGBLOB)",
                    "INSERT INTO t_blob VALUES (1, REPEAT('x', 5000000)), (2, REPEAT('\\\\', 3000000)), (3, 'small')",
                    "CREATE TABLE t_json (id INT PRIMARY KEY, j JSON)",
                    "INSERT INTO t_json VALUES (1, JSON_QUOTE(REPEAT('x', 5000000)))");
            BackupReader backup = server.backUp();
            server.with(List.of("max_allowed_packet = 1048576"), () -> {
                try {
                    assertEquals(TrapServer.Essence.of(backup), TrapServer.Essence.of(server.backUp()));
                } catch (ShardarkException e) {
                    // MySQL cannot convert a JSON value that is longer than its packets.
                    assertTold(e, "table t_json of shard ds_0");
                }
                try {
                    server.restore(backup, "copy_of_trap");
                } catch (ShardarkException e) {
                    assertTold(e, "shard ds_0, table t_", "chunk 0");
                }
            });
            if (!server.value("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'copy_of_trap'"
                            + " AND TABLE_NAME = 'shardark_restore_ledger'")
                    .equals("0")) {
                server.restore(backup, "copy_of_trap");
            }
            for (String query :
                    List.of("SELECT GROUP_CONCAT(SHA2(b, 256)) FROM %s.t_blob", "SELECT SHA2(j, 256) FROM %s.t_json")) {
                assertEquals(
                        server.value(query.formatted("trap_source")), server.value(query.formatted("copy_of_trap")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void aServerThatBecomesReadOnlyIsToldAndGoneOnWith(ServerFlavor flavor) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            BackupReader backup = backUp(server);
            server.execute("CREATE USER weak@'%' IDENTIFIED BY 'pw'", "GRANT ALL ON `copy%`.* TO weak@'%'");
            var target = TrapServer.topology(server.instance("weak", "pw"), "copy_of_trap");
            ProgressListener failover = at(ChunkDone.class, 3, () -> server.execute("SET GLOBAL read_only = ON"));
            UnreachableException thrown =
                    assertThrows(UnreachableException.class, () -> server.restore(backup, target, failover));
            assertTold(thrown, "shard ds_0, table t_big, chunk ", "(error ");
            assertThrows(ShardarkException.class, () -> server.restore(backup, target));
            server.execute("SET GLOBAL read_only = OFF");
            RestoreReport report = server.restore(backup, target);
            assertTrue(report.chunksFound() >= 3, "found " + report.chunksFound());
            assertCopied(server);
        }
    }

    /**
     * The server's tables have no more than 60 MB, as on a disk that is full. MariaDB ends itself then, which is
     * {@link #aServerKilledAndStartedAgainHoldsEveryRowOnce} again.
     */
    @ParameterizedTest
    @MethodSource("flavors")
    void aFullDiskIsToldAndGoneOnWith(ServerFlavor flavor) throws Exception {
        assumeTrue(flavor == ServerFlavor.MYSQL);
        try (TrapServer server = TrapServer.start(
                flavor,
                folder,
                "--innodb-file-per-table=0",
                "--innodb-data-file-path=ibdata1:12M:autoextend:max:60M",
                "--innodb-autoextend-increment=1")) {
            BackupReader backup = backUp(server);
            server.execute("CREATE TABLE ballast (b LONGBLOB)");
            ProgressListener filling = at(ChunkDone.class, 3, () -> fillUp(server));
            UnreachableException thrown =
                    assertThrows(UnreachableException.class, () -> server.restore(backup, "copy_of_trap", filling));
            assertTold(thrown, "shard ds_0, table t_big, chunk ", "(error ");
            server.execute("DROP TABLE ballast");
            RestoreReport report = server.restore(backup, "copy_of_trap");
            assertTrue(report.chunksFound() >= 3, "found " + report.chunksFound());
            // MySQL shows the tablespace of a table that was altered.
            assertEquals(
                    server.text(TrapServer.SOURCE).get("rows of t_big"),
                    server.text("copy_of_trap").get("rows of t_big"));
        }
    }

    private static void fillUp(TrapServer server) {
        for (int length = 1 << 20; length > 1000; length /= 2) {
            try {
                while (true) {
                    server.execute("INSERT INTO ballast VALUES (REPEAT('x', " + length + "))");
                }
            } catch (java.sql.SQLException full) {
                // Servers say it in several ways; less may still fit.
            }
        }
    }

    /** SIGKILL of the server process, and a start. */
    @ParameterizedTest
    @MethodSource("flavors")
    void aServerKilledAndStartedAgainHoldsEveryRowOnce(ServerFlavor flavor) throws Exception {
        try (TrapServer source = TrapServer.start(flavor, folder);
                TrapServer target = TrapServer.start(flavor, folder)) {
            BackupReader backup = backUp(source);
            for (int moment : List.of(1, 7)) {
                ProgressListener killing = at(ChunkDone.class, moment, () -> {
                    target.server().kill();
                    target.server().start();
                });
                try {
                    target.restore(backup, "copy_of_trap", killing);
                } catch (UnreachableException e) {
                    // Loading survives a restart; a later step may have met it.
                    target.restore(backup, "copy_of_trap");
                }
                assertEquals(
                        SessionTrapsTest.normal(source.text(TrapServer.SOURCE)),
                        SessionTrapsTest.normal(target.text("copy_of_trap")));
                target.drop("copy_of_trap");
            }
        }
    }
}
