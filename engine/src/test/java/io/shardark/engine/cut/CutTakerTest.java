package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.InstanceEvidence;
import io.shardark.samples.servers.ServerFlavor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cut is when nobody is in the way. */
class CutTakerTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    private static CutSettings settings(CutLevel level) {
        return new CutSettings(level, Duration.ofSeconds(30), Duration.ofSeconds(1), WhenMissed.FAIL);
    }

    private static Cut take(Bank bank, CutLevel level) {
        return new CutTaker(new Sessions(), ProgressListener.NONE).take(bank.topology(), 2, settings(level));
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void everyLevelIsReached(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            for (CutLevel level : CutLevel.values()) {
                try (Cut cut = take(bank, level)) {
                    assertEquals(level, cut.record().level());
                    assertTrue(cut.record().attempts() >= 1);
                    assertTrue(cut.record().reasons().isEmpty());
                    assertEquals(2, cut.snapshots().size());
                    for (InstanceEvidence evidence : cut.record().instances()) {
                        assertEquals(0, evidence.preparedTransactions());
                        assertTrue(evidence.definitionsLocked());
                    }
                    bank.execute(0, "UPDATE " + bank.table() + " SET money = money - 1");
                    for (int session = 0; session < 2; session++) {
                        assertEquals(Bank.TOTAL, bank.total(cut, session));
                    }
                    bank.execute(0, "UPDATE " + bank.table() + " SET money = money + 1");
                    for (InstanceSnapshot snapshot : cut.snapshots()) {
                        assertFalse(snapshot.position().binlogFile().isEmpty());
                        assertFalse(snapshot.position().gtid().isEmpty());
                        Session control = snapshot.control();
                        assertEquals("1", control.value("SELECT 1"));
                    }
                }
            }
        }
    }

    /** Every note is one transaction, so that the GTID of the snapshot counts the notes that it shows. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void thePositionIsThatOfTheSnapshot(ServerFlavor flavor) throws Exception {
        try (Bank bank = Bank.open(flavor)) {
            String notes = bank.schema() + ".note";
            bank.execute(0, "INSERT INTO " + notes + " (text) VALUES ('first')");
            long begin = lastNumber(gtid(bank, flavor)) - 1;
            AtomicBoolean ending = new AtomicBoolean();
            Thread writer = new Thread(() -> {
                try (Connection connection = bank.connect(0);
                        Statement statement = connection.createStatement()) {
                    while (!ending.get()) {
                        statement.execute("INSERT INTO " + notes + " (text) VALUES ('next')");
                    }
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            writer.start();
            try {
                for (CutLevel level : CutLevel.values()) {
                    try (Cut cut = take(bank, level)) {
                        InstanceSnapshot snapshot = cut.snapshots().get(0);
                        long shown = Long.parseLong(snapshot.sessions().get(1).value("SELECT COUNT(*) FROM " + notes));
                        assertEquals(shown, lastNumber(snapshot.position().gtid()) - begin, level.text());
                    }
                }
            } finally {
                ending.set(true);
                writer.join();
            }
        }
    }

    private static String gtid(Bank bank, ServerFlavor flavor) throws SQLException {
        String variable = flavor == ServerFlavor.MYSQL ? "@@global.gtid_executed" : "@@global.gtid_binlog_pos";
        try (Connection connection = bank.connect(0);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + variable)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Of {@code uuid:1-42} as of {@code 0-1-42}. */
    private static long lastNumber(String gtid) {
        return Long.parseLong(gtid.substring(gtid.lastIndexOf('-') + 1));
    }
}
