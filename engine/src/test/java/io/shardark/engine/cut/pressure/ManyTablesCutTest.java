package io.shardark.engine.cut.pressure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.cut.Cut;
import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.cut.CutTaker;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long locks are held over 1,600 tables in 16 shards on two servers that nobody writes to; prints it. */
@Tag("soak")
class ManyTablesCutTest {
    private static final int SERVERS = 2;
    private static final int SHARDS_PER_SERVER = 8;
    private static final int TABLES_PER_SHARD = 100;
    private static final int CUTS = 3;

    private static String schema(int shard) {
        return "many_" + ProcessHandle.current().pid() + "_" + shard;
    }

    private static Topology create(ServerFlavor flavor) throws SQLException {
        List<Instance> instances = new ArrayList<>();
        List<Shard> shards = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            DatabaseServer server = SharedServers.get(flavor, i);
            Secret password = new Secret(server.password());
            Instance instance = new Instance(
                    i, "server-" + i, server.host(), server.port(), server.user(), password, Tls.PREFERRED);
            instances.add(instance);
            for (int j = 0; j < SHARDS_PER_SERVER; j++) {
                int shard = i * SHARDS_PER_SERVER + j;
                createTables(server, schema(shard));
                shards.add(new Shard(shard, "ds_" + shard, instance, schema(shard)));
            }
        }
        return new Topology(instances, shards, List.of());
    }

    private static void createTables(DatabaseServer server, String schema) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + schema);
            for (int table = 0; table < TABLES_PER_SHARD; table++) {
                statement.execute("CREATE TABLE " + schema + ".t_order_" + table + " (id INT PRIMARY KEY, v INT)");
            }
        }
    }

    private static void drop(ServerFlavor flavor) throws SQLException {
        for (int shard = 0; shard < SERVERS * SHARDS_PER_SERVER; shard++) {
            try (Connection connection =
                            SharedServers.get(flavor, shard / SHARDS_PER_SERVER).connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE IF EXISTS " + schema(shard));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void locksAreHeldBriefly(ServerFlavor flavor) throws SQLException {
        CutSettings settings =
                new CutSettings(CutLevel.GLOBAL, Duration.ofMinutes(5), Duration.ofSeconds(60), WhenMissed.FAIL);
        try {
            Topology topology = create(flavor);
            for (int i = 0; i < CUTS; i++) {
                try (Cut cut = new CutTaker(new Sessions(), ProgressListener.NONE).take(topology, 2, settings)) {
                    assertEquals(CutLevel.GLOBAL, cut.record().level());
                    System.out.printf(
                            "%s, %d tables: %s, stall at most %d ms, load average %.1f%n",
                            flavor,
                            SERVERS * SHARDS_PER_SERVER * TABLES_PER_SHARD,
                            cut.record(),
                            cut.longestStallMillis(),
                            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
                }
            }
        } finally {
            drop(flavor);
        }
    }
}
