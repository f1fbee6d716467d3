package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.cut.CuttingProxy.Harm;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.ServerFlavor;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever message a connection breaks at, the cut fails with a message or is right, and nothing stays locked. */
class BrokenConnectionTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final CutSettings SETTINGS =
            new CutSettings(CutLevel.GLOBAL, Duration.ofSeconds(5), Duration.ofSeconds(1), WhenMissed.FAIL);

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void brokenAtSomeMessages(ServerFlavor flavor) throws Exception {
        int first = 1 + new SplittableRandom().nextInt(7);
        breakAtEvery(7, first, flavor);
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void brokenAtEveryMessage(ServerFlavor flavor) throws Exception {
        breakAtEvery(1, 1, flavor);
    }

    private static void breakAtEvery(int step, int first, ServerFlavor flavor) throws Exception {
        try (Bank bank = Bank.open(flavor)) {
            String user = bank.user("ALL ON *.*");
            int nth = first;
            while (harmed(bank, user, nth)) {
                bank.awaitNoConnections(user);
                bank.assertUnlocked();
                nth += step;
            }
            assertTrue(nth > 40, "a cut sends more messages than " + nth);
        }
    }

    /** Whether the n-th message was reached. */
    private static boolean harmed(Bank bank, String user, int nth) throws Exception {
        AtomicInteger messages = new AtomicInteger();
        try (CuttingProxy proxy =
                new CuttingProxy(bank.server(0).port(), Harm.CUT, message -> messages.incrementAndGet() == nth)) {
            Topology topology = bank.through(proxy.port(), bank.topology(user));
            String place = "message " + nth;
            try (Cut cut = new CutTaker(new Sessions(), ProgressListener.NONE).take(topology, 2, SETTINGS)) {
                assertEquals(Bank.TOTAL, bank.total(cut, 0), place);
                assertEquals(Bank.TOTAL, bank.total(cut, 1), place);
            } catch (ShardarkException e) {
                assertTrue(proxy.didHarm(), place + ": " + e);
            }
            return proxy.didHarm();
        }
    }

    /** A server, or the network before it, that hangs while all locks are held. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aServerThatHangsHoldsUpNobodyElse(ServerFlavor flavor) throws Exception {
        for (String statement : new String[] {"FLUSH TABLES", "START TRANSACTION", "UNLOCK TABLES"}) {
            try (Bank bank = Bank.open(flavor)) {
                Topology direct = bank.unencrypted();
                try (CuttingProxy proxy =
                        new CuttingProxy(bank.server(0).port(), Harm.HANG, message -> message.contains(statement))) {
                    long begin = System.nanoTime();
                    try (Cut cut = new CutTaker(new Sessions(), ProgressListener.NONE)
                            .take(bank.through(proxy.port(), direct), 2, SETTINGS)) {
                        throw new AssertionError("a cut without an answer: " + cut.record());
                    } catch (ShardarkException e) {
                        assertTrue(proxy.didHarm(), statement + ": " + e);
                    }
                    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
                    assertTrue(seconds < 20, statement + ": " + seconds + " s");
                    bank.assertUnlocked();
                }
            }
        }
    }

    /** A worker that is in the middle of a statement when the backup fails elsewhere. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void closingWaitsForNoWorker(ServerFlavor flavor) throws Exception {
        try (Bank bank = Bank.open(flavor)) {
            String marker = "'" + bank.schema() + "'";
            Thread worker;
            long begin;
            try (Cut cut = new CutTaker(new Sessions(), ProgressListener.NONE).take(bank.topology(), 2, SETTINGS)) {
                Session busy = cut.snapshots().get(0).sessions().get(0);
                worker = new Thread(
                        () -> assertThrows(ShardarkException.class, () -> busy.value("SELECT SLEEP(600), " + marker)));
                worker.start();
                String running = "SELECT COALESCE(MAX(id), 0) FROM information_schema.processlist"
                        + " WHERE info = \"SELECT SLEEP(600), " + marker + "\"";
                while (bank.number(0, running) == 0) {
                    Thread.onSpinWait();
                }
                begin = System.nanoTime();
            }
            assertTrue(System.nanoTime() - begin < 10_000_000_000L);
            worker.join();
            bank.assertUnlocked();
        }
    }
}
