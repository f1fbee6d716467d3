package io.shardark.engine.cut.pressure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.Cut;
import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.cut.CutTaker;
import io.shardark.engine.cut.pressure.ShardedBank.Side;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.error.RefusedException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.InstanceEvidence;
import io.shardark.format.manifest.Replication;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replicas show their primaries at moments that no lock on them proves, so they are good for per-instance cuts only.
 */
class ReplicaCutTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    private static Cut take(ShardedBank bank, List<DatabaseServer> servers, CutLevel level, WhenMissed whenMissed) {
        CutSettings settings = new CutSettings(level, Duration.ofSeconds(30), Duration.ofSeconds(1), whenMissed);
        return new CutTaker(new Sessions(), ProgressListener.NONE).take(bank.topologyOn(servers), 2, settings);
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void replicasGivePerInstanceAndSayWhy(ServerFlavor flavor) throws Exception {
        List<DatabaseServer> primaries = List.of(SharedServers.get(flavor, 0), SharedServers.get(flavor, 1));
        try (Replicas replicas = Replicas.of(primaries);
                ShardedBank bank = ShardedBank.open(primaries)) {
            replicas.awaitCaughtUp(0);
            replicas.awaitCaughtUp(1);
            assertRefused(bank, replicas.servers(), CutLevel.GLOBAL);
            assertRefused(bank, replicas.servers(), CutLevel.INSTANT);
            assertDegrades(bank, replicas);
            assertHalfATransactionIsNotSold(bank, replicas);
            replicas.applying(1, "START");
            // One primary and one replica: the replica alone spoils it.
            assertRefused(bank, List.of(primaries.get(0), replicas.servers().get(1)), CutLevel.GLOBAL);
            assertPrimariesWithReplicasAreFine(bank, primaries);
        }
    }

    private static void assertRefused(ShardedBank bank, List<DatabaseServer> servers, CutLevel level) {
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> take(bank, servers, level, WhenMissed.FAIL).close());
        assertTrue(String.valueOf(refusal.getMessage()).contains(" in 1 attempt: "), refusal.getMessage());
        assertTrue(String.valueOf(refusal.getMessage()).contains("it is a replica"), refusal.getMessage());
        assertTrue(refusal.hint().contains("primaries"), refusal.hint());
    }

    private static void assertDegrades(ShardedBank bank, Replicas replicas) throws SQLException {
        try (Writers writers = Writers.start(bank, Load.mixed(4, 50), 1)) {
            for (int i = 0; i < 5; i++) {
                writers.awaitMore(8);
                try (Cut cut = take(bank, replicas.servers(), CutLevel.GLOBAL, WhenMissed.DEGRADE)) {
                    assertPerInstance(cut);
                    assertEquals(bank.total(cut, Side.FIRST), bank.total(cut, Side.LAST));
                }
            }
        }
    }

    private static void assertPerInstance(Cut cut) {
        assertEquals(CutLevel.PER_INSTANCE, cut.record().level());
        for (InstanceEvidence evidence : cut.record().instances()) {
            assertEquals(Replication.REPLICA, evidence.replication());
        }
        String reasons = cut.record().reasons().toString();
        assertTrue(reasons.contains("global was not reached: instance "), reasons);
        assertTrue(reasons.contains("it is a replica"), reasons);
    }

    /** Locks on both replicas would have been granted at once, and the cut would have been torn. */
    private static void assertHalfATransactionIsNotSold(ShardedBank bank, Replicas replicas) throws SQLException {
        replicas.awaitCaughtUp(1);
        replicas.applying(1, "STOP");
        bank.transferWhole(0, 3);
        replicas.awaitCaughtUp(0);
        try (Cut cut = take(bank, replicas.servers(), CutLevel.GLOBAL, WhenMissed.DEGRADE)) {
            assertPerInstance(cut);
            assertTrue(bank.total(cut, Side.FIRST) < ShardedBank.TOTAL, "the replica did apply");
        }
    }

    private static void assertPrimariesWithReplicasAreFine(ShardedBank bank, List<DatabaseServer> primaries) {
        try (Cut cut = take(bank, primaries, CutLevel.GLOBAL, WhenMissed.FAIL)) {
            assertEquals(Replication.NONE, cut.record().instances().get(0).replication());
            assertEquals(ShardedBank.TOTAL, bank.total(cut, Side.FIRST));
        }
    }
}
