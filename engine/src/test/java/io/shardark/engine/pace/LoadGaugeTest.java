package io.shardark.engine.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.topology.Instance;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What answers of a server mean, without any server. */
class LoadGaugeTest {
    private static final Instance INSTANCE =
            new Instance(0, "a", "localhost", 3306, "u", new Secret(""), Tls.PREFERRED);

    private static LoadGauge threads(long highest) {
        LoadProbe probe = new ThreadsRunning(new OwnSessions(new Sessions()));
        return new LoadGauge(INSTANCE, new LoadLimit(WaitReason.THREADS_RUNNING, highest, probe));
    }

    private static LoadGauge lag(long highest) {
        return new LoadGauge(INSTANCE, new LoadLimit(WaitReason.REPLICA_LAG, highest, new ReplicaLag()));
    }

    private static void take(LoadGauge gauge, long... loads) {
        for (long load : loads) {
            gauge.take(OptionalLong.of(load));
        }
    }

    private static boolean inTheWay(LoadGauge gauge) {
        return gauge.obstacle().isPresent();
    }

    @Test
    void theFirstLookDecidesAlone() {
        LoadGauge gauge = threads(4);
        take(gauge, 5);
        assertTrue(inTheWay(gauge));
    }

    @Test
    void aBusyServerThatIsIdleForAMomentIsStillBusy() {
        LoadGauge gauge = threads(4);
        take(gauge, 8, 8, 8, 8, 8, 0);
        assertTrue(inTheWay(gauge));
        assertEquals(
                "instance a (localhost:3306): 7 threads of others are running, the limit is 4",
                gauge.obstacle().orElseThrow().sentence(),
                "the mean of five, 6.4, rounded up");
    }

    @Test
    void anIdleServerThatIsBusyForAMomentIsStillIdle() {
        LoadGauge gauge = threads(4);
        take(gauge, 1, 1, 1, 1, 9);
        assertFalse(inTheWay(gauge));
    }

    @Test
    void theMeanNeedNotBeWhole() {
        LoadGauge gauge = threads(4);
        take(gauge, 4, 4, 4, 4, 5);
        assertTrue(inTheWay(gauge), "4.2 are more than 4");
    }

    @Test
    void onlyTheLastSecondCounts() {
        LoadGauge gauge = threads(4);
        take(gauge, 100, 100, 100, 3, 3, 3, 3);
        assertTrue(inTheWay(gauge));
        take(gauge, 3);
        assertFalse(inTheWay(gauge));
    }

    @Test
    void aLoadThatChangesSlowlyIsWhatWasReadLast() {
        LoadGauge gauge = lag(10);
        take(gauge, 100, 8);
        assertFalse(inTheWay(gauge));
        take(gauge, 11);
        assertTrue(inTheWay(gauge));
    }

    @Test
    void aLoadThatIsNoMoreIsNotInTheWayAndForgotten() {
        LoadGauge gauge = threads(4);
        take(gauge, 100, 100);
        gauge.take(OptionalLong.empty());
        assertFalse(inTheWay(gauge));
        take(gauge, 1);
        assertFalse(inTheWay(gauge));
    }
}
