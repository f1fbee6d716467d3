package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.selection.NamePattern;
import io.shardark.engine.selection.RowCondition;
import io.shardark.engine.selection.Selection;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Selections that are mistakes, and what no longer has to be good when it is left out. */
class SelectionPreflightTest {
    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    static Stream<ServerFlavor> mysql() {
        return Servers.flavors().filter(flavor -> flavor == ServerFlavor.MYSQL);
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void everyMistakeIsReportedAtOnceWithItsPlace(ServerFlavor flavor) {
        try (PartialShop shop = PartialShop.create(flavor, folder)) {
            Selection selection = new Selection(
                    List.of(pattern("ds_*.t_*", 1), pattern("shard:ds_7", 2)),
                    List.of(
                            pattern("ds_9.t_log", 3),
                            pattern("veiw_log", 4),
                            pattern("procedure:*", 5),
                            pattern("t_child", 6)),
                    List.of(
                            condition("ds_0.t_order", "nosuch = 5", 7),
                            condition("ds_1.t_order", "id < 5 +", 8),
                            condition("ds_2.t_order", "id < 5", 9),
                            condition("ds_2.*", "id < 6", 10),
                            condition("t_child", "id < 7", 11)));
            ProblemsException problems = assertThrows(
                    ProblemsException.class, () -> shop.backUp(shop.shards().topology(), selection));
            List<String> messages =
                    problems.problems().stream().map(Throwable::getMessage).toList();
            expect(messages, "line 7: shard ds_0", "table t_order", "Unknown column 'nosuch'");
            expect(messages, "line 8: shard ds_1", "table t_order", "SQL syntax");
            expect(messages, "line 10: table ds_2.t_order has two conditions, that of ds_2.t_order and that of ds_2.*");
            expect(messages, "line 2: \"shard:ds_7\" matches nothing");
            expect(messages, "line 3: \"ds_9.t_log\" matches nothing");
            expect(messages, "line 4: \"veiw_log\" matches nothing");
            expect(messages, "line 5: \"procedure:*\" matches nothing");
            expect(messages, "line 11: \"t_child\" matches nothing");
            assertEquals(8, messages.size(), messages::toString);
            problems.problems().forEach(problem -> assertTrue(problem instanceof ConfigurationException));
        }
    }

    private static void expect(List<String> messages, String start, String... parts) {
        assertTrue(
                messages.stream()
                        .anyMatch(message ->
                                message.startsWith(start) && Stream.of(parts).allMatch(message::contains)),
                () -> start + " in " + String.join("\n", messages));
    }

    private static NamePattern pattern(String text, int line) {
        return NamePattern.parse(text, "line " + line);
    }

    private static RowCondition condition(String tables, String sql, int line) {
        return RowCondition.parse(tables, sql, "line " + line);
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void leavingOutEverythingIsRefused(ServerFlavor flavor) {
        try (PartialShop shop = PartialShop.create(flavor, folder)) {
            for (List<String> exclude :
                    List.of(List.of("*", "view:*", "event:*"), List.of("shard:*"), List.of("schema:*"))) {
                RefusedException refused =
                        assertThrows(RefusedException.class, () -> shop.backUp(List.of(), exclude, Map.of()));
                assertTrue(refused.getMessage().contains("every table and every object"), refused::getMessage);
            }
            assertEquals(0, shop.backUp(List.of("view:*"), List.of(), Map.of()).tables(), "views alone are something");
        }
    }

    /** MariaDB says it only when it compares a row. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("mysql")
    void aTextThatIsNoDateIsRefused(ServerFlavor flavor) {
        try (PartialShop shop = PartialShop.create(flavor, folder)) {
            shop.shards()
                    .execute(
                            0,
                            "CREATE TABLE t_day (day DATE PRIMARY KEY)",
                            "INSERT INTO t_day VALUES (20260101), (20260102)");
            ShardarkException refused = assertThrows(
                    ShardarkException.class,
                    () -> shop.backUp(List.of("t_day"), List.of(), Map.of("t_day", "day < '2026-99-99 nonsense'")));
            assertTrue(refused.getMessage().contains("Incorrect"), refused::getMessage);
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void whatIsLeftOutNeedsNeitherAServerNorASnapshotNorALock(ServerFlavor flavor) throws IOException {
        try (PartialShop shop = PartialShop.create(flavor, folder)) {
            shop.shards().execute(0, "CREATE TABLE t_old (id INT) ENGINE=MyISAM");
            Topology topology = withUnreachableShard(shop.shards().topology(), closedPort());
            try (Session writer =
                    shop.shards().sessions().open(shop.shards().shard(0).instance())) {
                writer.execute("USE `" + shop.shards().shard(0).schema() + "`");
                writer.execute("BEGIN");
                writer.execute("INSERT INTO t_log (line) VALUES ('never committed')");
                BackupReport report = shop.backUp(
                        topology, PartialShop.selection(List.of(), List.of("t_old", "t_log", "shard:far"), Map.of()));
                assertEquals("global", report.cut().level().text());
                assertEquals(List.of("far"), report.part().shards());
                assertEquals(2, report.cut().instances().size());
                assertTrue(report.part().tables().contains("ds_0.t_old"), report::toString);
            }
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Topology withUnreachableShard(Topology topology, int port) {
        // First, so that every number of what remains changes.
        List<Instance> instances = new ArrayList<>();
        instances.add(new Instance(0, "far", "127.0.0.1", port, "u", new Secret(""), Tls.DISABLED));
        topology.instances().forEach(instance -> instances.add(instance.withNumber(instance.number() + 1)));
        List<Shard> shards = new ArrayList<>();
        shards.add(new Shard(0, "far", instances.get(0), "far"));
        topology.shards()
                .forEach(shard -> shards.add(new Shard(
                        shard.number() + 1,
                        shard.name(),
                        instances.get(shard.instance().number() + 1),
                        shard.schema())));
        return new Topology(instances, shards, List.of());
    }

    /** The lock of the cut waits for who wrote to something that is in the backup, whatever else is left out. */
    @ParameterizedTest
    @MethodSource("flavors")
    void anOpenTransactionOnASelectedTableIsStillWaitedFor(ServerFlavor flavor) {
        try (PartialShop shop = PartialShop.create(flavor, folder);
                Session writer =
                        shop.shards().sessions().open(shop.shards().shard(0).instance())) {
            writer.execute("USE `" + shop.shards().shard(0).schema() + "`");
            writer.execute("BEGIN");
            // Through the trigger of a table that is left out: t_order writes to t_log.
            writer.execute("INSERT INTO t_order (id) VALUES (5000)");
            RefusedException refused = assertThrows(
                    RefusedException.class,
                    () -> shop.backUpWithin(2, PartialShop.selection(List.of("t_log"), List.of(), Map.of())));
            assertTrue(refused.getMessage().contains("did not reach the level global"), refused::getMessage);
        }
    }
}
