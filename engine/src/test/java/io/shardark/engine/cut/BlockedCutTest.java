package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.error.RefusedException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.ServerFlavor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cut that somebody stands in the way of ends in time, says who it was, and leaves nothing locked. */
class BlockedCutTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static Cut take(Bank bank, CutLevel level, WhenMissed whenMissed, ProgressListener listener) {
        return new CutTaker(new Sessions(), listener)
                .take(bank.topology(), 2, new CutSettings(level, DEADLINE, Duration.ofSeconds(1), whenMissed));
    }

    private static RefusedException refused(Bank bank, CutLevel level) {
        return assertThrows(
                RefusedException.class,
                () -> take(bank, level, WhenMissed.FAIL, ProgressListener.NONE).close());
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void anOpenTransactionMakesItRefuse(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            try (Connection blocking = bank.connect(1);
                    Statement statement = blocking.createStatement()) {
                statement.execute("BEGIN");
                statement.execute("UPDATE " + bank.table() + " SET money = money + 1 WHERE id = 1");
                long begin = System.nanoTime();
                RefusedException refusal = refused(bank, CutLevel.GLOBAL);
                long seconds = (System.nanoTime() - begin) / 1_000_000_000;
                assertTrue(seconds < 15, "refused only after " + seconds + " s");
                String message = refusal.getMessage();
                assertTrue(message.contains(" on bank-1"), message);
                String user = bank.server(1).user();
                assertTrue(message.contains(" of " + user + "@") && message.contains("(idle, "), message);
                assertFalse(message.contains("UPDATE"), message);
                bank.execute(0, "SET SESSION lock_wait_timeout = 1", "UPDATE " + bank.table() + " SET money = money");
                statement.execute("ROLLBACK");
            }
            bank.assertUnlocked();
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void anOpenTransactionMakesItDegradeAndSayWhy(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor);
                Connection blocking = bank.connect(1);
                Statement statement = blocking.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("UPDATE " + bank.table() + " SET money = money + 1 WHERE id = 1");
            List<ProgressEvent> events = new CopyOnWriteArrayList<>();
            try (Cut cut = take(bank, CutLevel.GLOBAL, WhenMissed.DEGRADE, events::add)) {
                assertEquals(CutLevel.INSTANT, cut.record().level());
                assertTrue(cut.record().attempts() > 3);
                assertEquals(Bank.TOTAL, bank.total(cut, 1));
                String reasons = cut.record().reasons().toString();
                assertTrue(reasons.contains("global was not reached: instance "), reasons);
                assertFalse(reasons.contains("bank-1"), "reasons are public, so they name no host");
                assertTrue(cut.longestStallMillis() >= 31);
            }
            assertTrue(events.toString().contains("cut attempt 1 failed: instance bank-"), events.toString());
            statement.execute("ROLLBACK");
            bank.assertUnlocked();
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aPreparedTransactionWhoseClientIsGoneMakesItRefuse(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            String id = "'" + bank.schema() + "'";
            bank.execute(
                    0,
                    "XA START " + id,
                    "UPDATE " + bank.table() + " SET money = money + 1 WHERE id = 1",
                    "XA END " + id,
                    "XA PREPARE " + id);
            RefusedException refusal = refused(bank, CutLevel.GLOBAL);
            assertTrue(refusal.getMessage().contains("bank-0"), refusal.getMessage());
            bank.execute(0, "XA ROLLBACK " + id);
            bank.assertUnlocked();
            take(bank, CutLevel.GLOBAL, WhenMissed.FAIL, ProgressListener.NONE).close();
        }
    }

    /**
     * MySQL's FLUSH would make everybody wait for a long statement's end, even after it was given up; so it is not
     * tried.
     */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aLongStatementStallsNobody(ServerFlavor flavor) throws Exception {
        try (Bank bank = Bank.open(flavor);
                Connection reading = bank.connect(0);
                Statement statement = reading.createStatement()) {
            Thread reader = new Thread(() -> {
                try {
                    statement.execute("SELECT SLEEP(60) FROM " + bank.table() + " LIMIT 1");
                } catch (SQLException e) {
                    // Killed at the end of the test.
                    return;
                }
            });
            reader.start();
            String running = "SELECT COALESCE(MAX(id), 0) FROM information_schema.processlist"
                    + " WHERE command = 'Query' AND time >= 1 AND info LIKE 'SELECT SLEEP(60) FROM " + bank.schema()
                    + "%'";
            long id = 0;
            while (id == 0) {
                id = bank.number(0, running);
            }
            if (flavor == ServerFlavor.MYSQL) {
                assertTrue(refused(bank, CutLevel.INSTANT).getMessage().contains(" had been running for "));
            }
            try (Cut cut = take(bank, CutLevel.GLOBAL, WhenMissed.FAIL, ProgressListener.NONE)) {
                assertEquals(CutLevel.GLOBAL, cut.record().level());
            }
            bank.execute(
                    0,
                    "SET SESSION lock_wait_timeout = 1",
                    "UPDATE " + bank.table() + " SET money = money",
                    "KILL QUERY " + id);
            reader.join();
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void anInterruptEndsIt(ServerFlavor flavor) throws Exception {
        try (Bank bank = Bank.open(flavor)) {
            try (Connection blocking = bank.connect(1);
                    Statement statement = blocking.createStatement()) {
                statement.execute("BEGIN");
                statement.execute("UPDATE " + bank.table() + " SET money = money + 1 WHERE id = 1");
                Thread taking = Thread.currentThread();
                CutSettings patient =
                        new CutSettings(CutLevel.GLOBAL, Duration.ofHours(1), Duration.ofHours(1), WhenMissed.FAIL);
                Thread interrupting = new Thread(() -> interruptOnceItWaits(bank, taking));
                interrupting.start();
                CutTaker taker = new CutTaker(new Sessions(), ProgressListener.NONE);
                assertThrows(
                        RefusedException.class,
                        () -> taker.take(bank.topology(), 2, patient).close());
                assertTrue(Thread.interrupted());
                interrupting.join();
                statement.execute("ROLLBACK");
            }
            bank.assertUnlocked();
        }
    }

    private static void interruptOnceItWaits(Bank bank, Thread taking) {
        String waiting = "SELECT COUNT(*) FROM information_schema.processlist"
                + " WHERE state LIKE 'Waiting for table metadata lock' AND info LIKE 'FLUSH TABLES%" + bank.schema()
                + "%'";
        try {
            while (bank.number(1, waiting) == 0) {
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        } finally {
            taking.interrupt();
        }
    }

    /** A backup by another tool, or another of ours. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void anotherBackupMakesItRefuse(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            try (Cut first = take(bank, CutLevel.GLOBAL, WhenMissed.FAIL, ProgressListener.NONE)) {
                RefusedException refusal = refused(bank, CutLevel.GLOBAL);
                String expected = flavor == ServerFlavor.MYSQL ? "holds the backup lock" : "the backup lock";
                assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
                assertEquals(Bank.TOTAL, bank.total(first, 0));
            }
            bank.assertUnlocked();
        }
    }

    /** It waits for the snapshots to end; readers of the same tables must not wait behind it. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aTableLockOfSomebodyElseBlocksNoWorker(ServerFlavor flavor) throws Exception {
        try (Bank bank = Bank.open(flavor);
                Connection locking = bank.connect(0);
                Statement statement = locking.createStatement()) {
            Thread locker = new Thread(() -> {
                try {
                    statement.execute("LOCK TABLES " + bank.table() + " WRITE");
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            try (Cut cut = take(bank, CutLevel.GLOBAL, WhenMissed.FAIL, ProgressListener.NONE)) {
                locker.start();
                String waiting = "SELECT COUNT(*) FROM information_schema.processlist"
                        + " WHERE state LIKE 'Waiting for table metadata lock'"
                        + " AND info LIKE 'LOCK TABLES " + bank.table() + "%'";
                while (bank.number(0, waiting) == 0) {
                    Thread.onSpinWait();
                }
                assertEquals(Bank.TOTAL, bank.total(cut, 0));
                assertEquals(Bank.TOTAL, bank.total(cut, 1));
            }
            locker.join();
        }
    }
}
