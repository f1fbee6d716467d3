package io.shardark.engine.cut.pressure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.ServerFlavor;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No cut that is labelled global holds half a transaction, whatever goes on: 111 cuts on each server. How often the
 * level is reached is asserted only where it is certain.
 */
class CutPressureTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static Tally run(ServerFlavor flavor, Scenario scenario) throws Exception {
        long seed = Long.getLong("shardark.seed", new SplittableRandom().nextLong());
        Tally tally = scenario.run(flavor, seed);
        assertEquals(scenario.cuts(), tally.cuts());
        return tally;
    }

    private static void assertMostlyGlobal(Tally tally) {
        assertTrue(tally.global() >= 0.8 * tally.cuts(), tally.toString());
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void fewAcrossShards(ServerFlavor flavor) throws Exception {
        assertMostlyGlobal(run(flavor, Scenario.of(Load.mixed(1, 1), LONG, 14)));
        assertMostlyGlobal(run(flavor, Scenario.of(Load.mixed(4, 20), LONG, 24)));
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void onThreeServers(ServerFlavor flavor) throws Exception {
        assertMostlyGlobal(run(flavor, Scenario.of(Load.mixed(2, 20), LONG, 14).onServers(3)));
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void manyAcrossShardsDegrade(ServerFlavor flavor) throws Exception {
        run(flavor, Scenario.of(Load.mixed(16, 50), SHORT, 10));
        run(flavor, Scenario.of(Load.mixed(32, 100), SHORT, 8));
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void manyAcrossShardsFail(ServerFlavor flavor) throws Exception {
        Tally tally = run(flavor, Scenario.of(Load.mixed(16, 100), SHORT, 4).failing());
        assertEquals(tally.cuts(), tally.global() + tally.refused());
    }

    /** A transaction that has begun to write and does not go on keeps every global cut away. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void anIdleWriter(ServerFlavor flavor) throws Exception {
        Scenario idle = Scenario.of(Load.mixed(2, 20), SHORT, 3)
                .with("an idle transaction that has written", Disturbance::idleWriter);
        assertEquals(0, run(flavor, idle).global());
        assertEquals(3, run(flavor, idle.failing()).refused());
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void anIdleReader(ServerFlavor flavor) throws Exception {
        assertMostlyGlobal(run(
                flavor,
                Scenario.of(Load.mixed(2, 20), LONG, 10)
                        .with("an idle transaction that has read", Disturbance::idleReader)));
    }

    /**
     * MySQL's FLUSH would make everybody wait for its end, so there another lock is taken; see {@code LongStatements}.
     */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aLongSelect(ServerFlavor flavor) throws Exception {
        assertMostlyGlobal(run(
                flavor, Scenario.of(Load.mixed(2, 20), LONG, 8).with("a SELECT of minutes", Disturbance::longSelect)));
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aCoordinatorThatIsKilledAndRecovers(ServerFlavor flavor) throws Exception {
        run(
                flavor,
                Scenario.of(Load.mixed(4, 20), Duration.ofSeconds(4), 14)
                        .with("a coordinator that is killed", Disturbance::dyingCoordinator));
    }

    /** Without this the tests above could be ones that never fail. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void weakerCutsAreTornSometimes(ServerFlavor flavor) throws Exception {
        int torn = 0;
        for (int round = 0; torn == 0 && round < 20; round++) {
            torn = run(flavor, Scenario.of(Load.mixed(8, 100), LONG, 4).atLevel(CutLevel.INSTANT))
                    .torn();
        }
        assertTrue(torn > 0);
    }
}
