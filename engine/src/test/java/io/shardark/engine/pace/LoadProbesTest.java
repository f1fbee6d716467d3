package io.shardark.engine.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.pressure.Replicas;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers answer when they are asked for their load. */
class LoadProbesTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final String SOME_NAME =
            "pace_" + UUID.randomUUID().toString().substring(0, 8);

    private static Instance instance(DatabaseServer server, String user, String password) {
        return new Instance(0, "a", server.host(), server.port(), user, new Secret(password), Tls.PREFERRED);
    }

    private static Instance instance(DatabaseServer server) {
        return instance(server, server.user(), server.password());
    }

    private static OptionalLong await(LoadProbe probe, Session session, Predicate<OptionalLong> condition) {
        long end = System.nanoTime() + 60_000_000_000L;
        OptionalLong load = probe.read(session);
        while (!condition.test(load)) {
            assertTrue(System.nanoTime() < end, probe + " still says " + load);
            load = probe.read(session);
        }
        return load;
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aReplicaTellsHowFarBehindItIs(ServerFlavor flavor) throws Exception {
        DatabaseServer primary = SharedServers.get(flavor, 0);
        ReplicaLag probe = new ReplicaLag();
        try (Replicas replicas = Replicas.of(List.of(primary));
                Session source = new Sessions().open(instance(primary));
                Session replica =
                        new Sessions().open(instance(replicas.servers().get(0)));
                Session locker = new Sessions().open(instance(replicas.servers().get(0)))) {
            assertEquals(OptionalLong.empty(), probe.read(source), "it is no replica");
            source.execute("CREATE DATABASE " + SOME_NAME);
            source.execute("CREATE TABLE " + SOME_NAME + ".t (id INT PRIMARY KEY)");
            replicas.awaitCaughtUp(0);
            await(probe, replica, load -> load.equals(OptionalLong.of(0)));
            assertReplicationIsNoLoad(source);
            assertReplicationIsNoLoad(replica);
            locker.execute("LOCK TABLES " + SOME_NAME + ".t WRITE");
            source.execute("INSERT INTO " + SOME_NAME + ".t VALUES (1)");
            await(probe, replica, load -> load.orElse(0) >= 2);
            locker.execute("UNLOCK TABLES");
            await(probe, replica, load -> load.equals(OptionalLong.of(0)));
            replicas.applying(0, "STOP");
            await(probe, replica, OptionalLong::isEmpty);
            replicas.applying(0, "START");
            source.execute("DROP DATABASE " + SOME_NAME);
        }
    }

    /** The threads that send and apply the binary log run all the time. */
    private static void assertReplicationIsNoLoad(Session session) {
        ThreadsRunning probe = new ThreadsRunning(new OwnSessions(new Sessions()));
        try (Sleepers theirs = Sleepers.start(new Sessions(), session.instance(), 3)) {
            theirs.awaitRunning(session);
            await(probe, session, load -> load.equals(OptionalLong.of(3)));
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void theHistoryGrowsWhileASnapshotIsOpen(ServerFlavor flavor) {
        Instance instance = instance(SharedServers.get(flavor, 0));
        HistoryListLength probe = new HistoryListLength();
        try (Session writer = new Sessions().open(instance);
                Session reader = new Sessions().open(instance)) {
            writer.execute("CREATE DATABASE " + SOME_NAME);
            writer.execute("CREATE TABLE " + SOME_NAME + ".t (id INT PRIMARY KEY, n INT) ENGINE=InnoDB");
            writer.execute("INSERT INTO " + SOME_NAME + ".t VALUES (1, 0)");
            reader.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
            for (int i = 0; i < 300; i++) {
                writer.execute("UPDATE " + SOME_NAME + ".t SET n = n + 1");
            }
            // Not compared with what it was before: the server may still be purging what earlier tests left.
            await(probe, writer, load -> load.orElseThrow() >= 200);
            reader.execute("ROLLBACK");
            writer.execute("DROP DATABASE " + SOME_NAME);
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void onlyThreadsOfOthersCount(ServerFlavor flavor) {
        Instance instance = instance(SharedServers.get(flavor, 0));
        OwnSessions own = new OwnSessions(new Sessions());
        ThreadsRunning probe = new ThreadsRunning(own);
        try (Session watch = own.open(instance);
                Sleepers ours = Sleepers.start(own, instance, 5)) {
            ours.awaitRunning(watch);
            assertEquals(OptionalLong.of(0), await(probe, watch, load -> load.orElseThrow() == 0));
            try (Sleepers theirs = Sleepers.start(new Sessions(), instance, 5)) {
                theirs.awaitRunning(watch);
                assertEquals(OptionalLong.of(5), await(probe, watch, load -> load.orElseThrow() == 5));
            }
        }
    }

    /** A limit that cannot be watched is a problem, and one that can be is none. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void whatMayNotBeAskedIsSaidBeforeWorkBegins(ServerFlavor flavor) {
        DatabaseServer server = SharedServers.get(flavor, 0);
        String password = "Pw-" + SOME_NAME + "!";
        try (Session root = new Sessions().open(instance(server))) {
            root.execute("CREATE USER '" + SOME_NAME + "'@'%' IDENTIFIED BY '" + password + "'");
            try {
                List<Instance> poor = List.of(instance(server, SOME_NAME, password));
                assertEquals(List.of(), problems(poor, Limits.threads(5, 0, Duration.ofHours(1))));
                String lag = flavor == ServerFlavor.MYSQL ? "REPLICATION CLIENT" : "REPLICA MONITOR";
                assertProblem(problems(poor, Limits.lag(Duration.ofSeconds(5))), lag, "replica-lag");
                if (flavor == ServerFlavor.MYSQL) {
                    assertProblem(problems(poor, Limits.history(5, 0)), "PROCESS", "history-list-length");
                }
                root.execute("GRANT PROCESS, " + lag + " ON *.* TO '" + SOME_NAME + "'@'%'");
                assertEquals(List.of(), problems(poor, Limits.lag(Duration.ofSeconds(5))));
                assertEquals(List.of(), problems(poor, Limits.history(5, 0)));
            } finally {
                root.execute("DROP USER '" + SOME_NAME + "'@'%'");
            }
        }
    }

    private static List<ShardarkException> problems(List<Instance> instances, PaceLimits limits) {
        return LoadPreflight.problems(new Sessions(), instances, limits);
    }

    private static void assertProblem(List<ShardarkException> problems, String privilege, String limit) {
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0) instanceof RefusedException, problems.toString());
        String message = String.valueOf(problems.get(0).getMessage());
        assertTrue(message.contains("lacks " + privilege) && message.contains("limit " + limit), message);
    }
}
