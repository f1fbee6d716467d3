package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.error.RefusedException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.ServerFlavor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a server forbids FLUSH, as managed ones do, LOCK TABLES proves a global cut, and claims none without proof. */
class ReadLockTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    private static Cut take(Bank bank, String user, Duration deadline, WhenMissed whenMissed) {
        return new CutTaker(new Sessions(), ProgressListener.NONE)
                .take(
                        bank.topology(user),
                        2,
                        new CutSettings(CutLevel.GLOBAL, deadline, Duration.ofSeconds(1), whenMissed));
    }

    /** SELECT and LOCK TABLES on the bank, and what tells replicas. */
    private static String user(Bank bank, ServerFlavor flavor) throws SQLException {
        return bank.user((flavor == ServerFlavor.MYSQL ? "REPLICATION CLIENT" : "REPLICA MONITOR") + " ON *.*");
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void itIsEnoughForAGlobalCut(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            String user = user(bank, flavor);
            try (Cut cut = take(bank, user, Duration.ofSeconds(30), WhenMissed.FAIL)) {
                assertEquals(CutLevel.GLOBAL, cut.record().level());
                cut.record().instances().forEach(evidence -> assertEquals("LOCK TABLES ... READ", evidence.lock()));
                bank.execute(0, "UPDATE " + bank.table() + " SET money = money - 1");
                assertEquals(Bank.TOTAL, bank.total(cut, 0));
                assertEquals(Bank.TOTAL, bank.total(cut, 1));
                bank.execute(0, "UPDATE " + bank.table() + " SET money = money + 1");
            }
            bank.awaitNoConnections(user);
            bank.assertUnlocked();
        }
    }

    /** Who wrote to one shard may be about to commit on the other one. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void anOpenWriterKeepsItAway(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor);
                Connection writer = bank.connect(1);
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("UPDATE " + bank.table() + " SET money = money WHERE id = 1");
            assertMissed(bank, user(bank, flavor));
            writer.rollback();
            bank.assertUnlocked();
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aPreparedTransactionWithoutItsClientKeepsItAway(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            String id = "'" + bank.schema() + "'";
            bank.execute(
                    0,
                    "XA START " + id,
                    "UPDATE " + bank.table() + " SET money = money - 1 WHERE id = 1",
                    "XA END " + id,
                    "XA PREPARE " + id);
            try {
                assertMissed(bank, user(bank, flavor));
            } finally {
                bank.execute(0, "XA ROLLBACK " + id);
            }
            bank.assertUnlocked();
        }
    }

    private static void assertMissed(Bank bank, String user) throws SQLException {
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> take(bank, user, Duration.ofSeconds(1), WhenMissed.FAIL).close());
        assertTrue(refusal.getMessage().contains("did not reach the level global"), refusal.getMessage());
        bank.awaitNoConnections(user);
    }
}
