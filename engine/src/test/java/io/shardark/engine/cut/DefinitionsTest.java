package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Topology;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.ServerFlavor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While a cut is open, the tables that it shows stay what they are. */
class DefinitionsTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    private static Cut take(Topology topology, CutLevel level) {
        return new CutTaker(new Sessions(), ProgressListener.NONE)
                .take(
                        topology,
                        2,
                        new CutSettings(level, Duration.ofSeconds(30), Duration.ofSeconds(1), WhenMissed.FAIL));
    }

    private static List<String> changes(Bank bank) {
        return List.of(
                "ALTER TABLE " + bank.table() + " ADD COLUMN extra INT",
                "TRUNCATE TABLE " + bank.table(),
                "DROP TABLE " + bank.table(),
                "CREATE INDEX money ON " + bank.table() + " (money)",
                "RENAME TABLE " + bank.table() + " TO " + bank.table() + "_old");
    }

    private static void assertKeptOut(Bank bank, String change) {
        SQLException refused = assertThrows(
                SQLException.class, () -> bank.execute(0, "SET SESSION lock_wait_timeout = 1", change), change);
        int lockWaitTimeout = 1205;
        assertEquals(lockWaitTimeout, refused.getErrorCode(), change);
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aBackupLockKeepsAllChangesOutUntilTheEnd(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            try (Cut cut = take(bank.topology(), CutLevel.GLOBAL)) {
                assertTrue(cut.snapshots().get(0).definitionsLocked());
                changes(bank).forEach(change -> assertKeptOut(bank, change));
                assertKeptOut(bank, "CREATE TABLE " + bank.schema() + ".more (id INT PRIMARY KEY)");
                assertKeptOut(bank, "CREATE VIEW " + bank.schema() + ".more AS SELECT 1");
                bank.execute(0, "UPDATE " + bank.table() + " SET money = money");
            }
            bank.assertUnlocked();
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void withoutABackupLockTablesStillStayAndNothingMoreIsClaimed(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            try (Cut cut = take(withoutBackupLock(bank, flavor), CutLevel.GLOBAL)) {
                assertEquals(CutLevel.GLOBAL, cut.record().level());
                InstanceSnapshot first = cut.snapshots().get(0);
                assertEquals(false, first.definitionsLocked());
                assertEquals(false, cut.record().instances().get(0).definitionsLocked());
                changes(bank).forEach(change -> assertKeptOut(bank, change));
                for (Session session : first.sessions()) {
                    assertEquals(Bank.TOTAL / 2, bank.money(session));
                }
            }
            bank.assertUnlocked();
        }
    }

    /** On MySQL a user without BACKUP_ADMIN; on MariaDB a table that BLOCK_DDL would keep from being written. */
    private static Topology withoutBackupLock(Bank bank, ServerFlavor flavor) throws SQLException {
        if (flavor == ServerFlavor.MYSQL) {
            return bank.topology(bank.user("RELOAD, REPLICATION CLIENT ON *.*"));
        }
        bank.execute(0, "CREATE TABLE " + bank.schema() + ".plain (id INT) ENGINE=MyISAM");
        return bank.topology();
    }
}
