package io.shardark.engine.cut.pressure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.cut.Cut;
import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.cut.CutTaker;
import io.shardark.engine.cut.pressure.ShardedBank.Side;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.ServerFlavor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What LOCK TABLES proves for a user who may not flush holds under writers too. */
class ReadLockPressureTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final String PASSWORD = "secret of tests";
    private static final int SERVERS = 2;

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void noGlobalCutIsTorn(ServerFlavor flavor) throws SQLException {
        run(flavor, Load.mixed(2, 50), 8, Duration.ofSeconds(3));
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void noGlobalCutIsTornUnderAnyLoad(ServerFlavor flavor) throws SQLException {
        int cuts = Integer.getInteger("shardark.soak.cuts", 32);
        for (int writers : new int[] {1, 4, 16}) {
            for (int crossPercent : new int[] {1, 20, 100}) {
                run(flavor, Load.mixed(writers, crossPercent), cuts, Duration.ofSeconds(10));
            }
        }
    }

    private static void run(ServerFlavor flavor, Load load, int cuts, Duration deadline) throws SQLException {
        long seed = Long.getLong("shardark.seed", new SplittableRandom().nextLong());
        String summary = flavor + ", " + load + ", seed " + seed;
        int global = 0;
        try (ShardedBank bank = ShardedBank.open(flavor, SERVERS)) {
            Topology topology = grant(bank, flavor);
            try (Writers writers = Writers.start(bank, load, seed)) {
                for (int i = 0; i < cuts; i++) {
                    try (Cut cut = take(topology, deadline)) {
                        if (cut.record().level() == CutLevel.GLOBAL) {
                            global++;
                            cut.record()
                                    .instances()
                                    .forEach(evidence -> assertEquals("LOCK TABLES ... READ", evidence.lock()));
                            assertEquals(ShardedBank.TOTAL, bank.total(cut, Side.FIRST), summary);
                            assertEquals(ShardedBank.TOTAL, bank.total(cut, Side.LAST), summary);
                        }
                    }
                }
                System.out.println(summary + ": " + global + " of " + cuts
                        + " cuts by LOCK TABLES were global; longest transaction " + writers.longestMillis() + " ms");
            } finally {
                for (int server = 0; server < SERVERS; server++) {
                    bank.execute(firstShardOn(server), "DROP USER '" + bank.name() + "'@'%'");
                }
            }
        }
    }

    private static int firstShardOn(int server) {
        return server * ShardedBank.SHARDS / SERVERS;
    }

    private static Cut take(Topology topology, Duration deadline) {
        return new CutTaker(new Sessions(), ProgressListener.NONE)
                .take(
                        topology,
                        2,
                        new CutSettings(CutLevel.GLOBAL, deadline, Duration.ofSeconds(1), WhenMissed.DEGRADE));
    }

    /** The bank as seen by a user with SELECT and LOCK TABLES, and what tells replicas. */
    private static Topology grant(ShardedBank bank, ServerFlavor flavor) throws SQLException {
        String user = "'" + bank.name() + "'@'%'";
        for (int server = 0; server < SERVERS; server++) {
            int first = firstShardOn(server);
            bank.execute(
                    first,
                    "CREATE USER " + user + " IDENTIFIED BY '" + PASSWORD + "'",
                    "GRANT " + (flavor == ServerFlavor.MYSQL ? "REPLICATION CLIENT" : "REPLICA MONITOR") + " ON *.* TO "
                            + user);
            for (int shard = first; shard < first + ShardedBank.SHARDS / SERVERS; shard++) {
                bank.execute(shard, "GRANT SELECT, LOCK TABLES ON " + bank.schema(shard) + ".* TO " + user);
            }
        }
        List<Instance> instances = new ArrayList<>();
        for (Instance each : bank.topology().instances()) {
            instances.add(new Instance(
                    each.number(),
                    each.name(),
                    each.host(),
                    each.port(),
                    bank.name(),
                    new Secret(PASSWORD),
                    each.tls()));
        }
        List<Shard> shards = bank.topology().shards().stream()
                .map(shard -> new Shard(
                        shard.number(),
                        shard.name(),
                        instances.get(shard.instance().number()),
                        shard.schema()))
                .toList();
        return new Topology(instances, shards, List.of());
    }
}
