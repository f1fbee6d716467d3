package io.shardark.engine.cut.pressure;

import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of cuts under every load, on all servers. {@code -Dshardark.cuts=2000} of them in all,
 * {@code -Dshardark.cut-deadline=10} seconds each at most, {@code -Dshardark.seed=...}.
 */
@Tag("soak")
class CutPressureSoakTest {
    private static final Duration DEADLINE = Duration.ofSeconds(Long.getLong("shardark.cut-deadline", 10));

    @Test
    void noGlobalCutIsTorn() throws Exception {
        long seed = Long.getLong("shardark.seed", new SplittableRandom().nextLong());
        List<ServerFlavor> flavors = Servers.available();
        int scenarios = scenarios(0).size();
        int cuts = Math.max(1, Integer.getInteger("shardark.cuts", 2000) / scenarios / flavors.size());
        PressureTable table = new PressureTable();
        for (Scenario scenario : scenarios(cuts)) {
            for (ServerFlavor flavor : flavors) {
                table.add(flavor, scenario, scenario.run(flavor, seed));
            }
        }
    }

    private static List<Scenario> scenarios(int cuts) {
        List<Scenario> scenarios = new ArrayList<>();
        for (int crossPercent : new int[] {1, 20, 50, 100}) {
            for (int writers : new int[] {1, 4, 16, 32}) {
                scenarios.add(Scenario.of(Load.mixed(writers, crossPercent), DEADLINE, cuts));
            }
        }
        scenarios.add(Scenario.of(new Load(4, 50, Load.Commit.PLAIN, Load.Order.ANY), DEADLINE, cuts));
        scenarios.add(Scenario.of(new Load(4, 50, Load.Commit.TWO_PHASE, Load.Order.ANY), DEADLINE, cuts));
        for (int writers : new int[] {4, 16, 32}) {
            Load ordered = new Load(writers, 100, Load.Commit.MIXED, Load.Order.ASCENDING);
            scenarios.add(Scenario.of(ordered, DEADLINE, cuts));
        }
        Scenario usual = Scenario.of(Load.mixed(4, 20), DEADLINE, cuts);
        scenarios.add(usual.onServers(4));
        scenarios.add(usual.with("a coordinator that is killed", Disturbance::dyingCoordinator));
        scenarios.add(usual.with("a SELECT of minutes", Disturbance::longSelect));
        scenarios.add(usual.with("an idle transaction that has read", Disturbance::idleReader));
        scenarios.add(usual.with("an idle transaction that has written", Disturbance::idleWriter));
        return scenarios;
    }
}
