package io.shardark.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.read.SourceDatabase;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.LogicalTable;
import io.shardark.engine.topology.LogicalTable.DataNode;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourcePreflightTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    private static List<ShardarkException> problems(Topology topology) {
        return SourcePreflight.problems(new Sessions(), topology);
    }

    private static Instance numbered(int number, String host, Instance like) {
        return new Instance(number, "i" + number, host, like.port(), like.user(), like.password(), like.tls());
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aGoodShardHasNoProblems(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY, e ENUM('?', 'x') CHARACTER SET utf8mb4)",
                    "INSERT INTO t VALUES (1, '?')");
            LogicalTable logical = new LogicalTable("t", List.of(new DataNode("ds_0", "t")));

            assertEquals(
                    List.of(),
                    problems(new Topology(
                            List.of(source.shard().instance()), List.of(source.shard()), List.of(logical))));
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void findsEverythingAtOnce(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE m (id INT) ENGINE=MyISAM",
                    "CREATE TABLE h (id INT) ENGINE=MEMORY",
                    "CREATE TABLE t (id INT)");
            Instance good = source.shard().instance();
            Instance closed = new Instance(1, "closed", "127.0.0.1", 1, "u", new Secret("secret"), Tls.DISABLED);
            Instance wrong =
                    new Instance(2, "wrong", good.host(), good.port(), good.user(), new Secret("nope!"), good.tls());
            Topology topology = new Topology(
                    List.of(good, closed, wrong),
                    List.of(
                            source.shard(),
                            new Shard(1, "ds_1", closed, "x"),
                            new Shard(2, "ds_2", wrong, "x"),
                            new Shard(3, "ds_3", good, "no_such_schema")),
                    List.of(
                            new LogicalTable("t", List.of(new DataNode("ds_0", "t"), new DataNode("ds_0", "t_1"))),
                            new LogicalTable("u", List.of(new DataNode("ds_9", "u")))));

            List<ShardarkException> problems = problems(topology);

            String all = problems.stream().map(Throwable::getMessage).toList().toString();
            assertEquals(6, problems.size(), all);
            assertTrue(problems.get(0) instanceof UnreachableException && all.contains("instance closed"), all);
            assertTrue(problems.get(1) instanceof UnreachableException && all.contains("1045"), all);
            assertTrue(problems.get(2) instanceof RefusedException && all.contains("h (MEMORY), m (MyISAM)"), all);
            assertTrue(problems.get(3) instanceof ConfigurationException && all.contains(" has no t_1"), all);
            assertTrue(problems.get(4) instanceof ConfigurationException && all.contains("no_such_schema"), all);
            assertTrue(problems.get(5) instanceof ConfigurationException && all.contains("ds_9"), all);
            assertTrue(!all.contains("nope!") && !all.contains("secret"), all);
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void oneSchemaUnderTwoAddressesIsFound(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            Instance first = source.shard().instance();
            Instance second = numbered(1, "localhost", first);
            Topology topology = new Topology(
                    List.of(first, second),
                    List.of(
                            source.shard(),
                            new Shard(1, "ds_1", second, source.name()),
                            new Shard(2, "ds_2", first, source.name())),
                    List.of());

            List<ShardarkException> problems = problems(topology);

            assertEquals(2, problems.size(), problems.toString());
            assertTrue(problems.get(0).getMessage().contains("which is also instance i1"));
            assertTrue(problems.get(1).getMessage().startsWith("shards ds_0 and ds_2 are the same schema"));
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void differentServersMayHaveTheSameSchemaNames(ServerFlavor flavor) throws Exception {
        DatabaseServer other = SharedServers.get(flavor, 1);
        try (SourceDatabase source = SourceDatabase.create(flavor);
                var connection = other.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + source.name());
            Instance like = SourceDatabase.instance(other);
            Instance second = new Instance(1, "b", like.host(), like.port(), like.user(), like.password(), like.tls());

            List<ShardarkException> problems = problems(new Topology(
                    List.of(source.shard().instance(), second),
                    List.of(source.shard(), new Shard(1, "ds_1", second, source.name())),
                    List.of()));

            statement.execute("DROP DATABASE " + source.name());
            assertEquals(List.of(), problems);
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void missingPrivilegesComeWithTheStatementsThatGrantThem(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            String user = source.name();
            String account = "'" + user + "'@'%'";
            source.execute(
                    "CREATE TABLE t (id INT)",
                    "CREATE USER " + account + " IDENTIFIED BY 'Pa55-word'",
                    "GRANT SELECT ON " + SqlText.name(source.name()).replace("_", "\\_") + ".* TO " + account);
            try {
                Instance instance = SourceDatabase.instance(SharedServers.get(flavor, 0), user, "Pa55-word");
                Topology topology = new Topology(
                        List.of(instance), List.of(new Shard(0, "ds_0", instance, source.name())), List.of());

                List<ShardarkException> problems = problems(topology);

                assertEquals(1, problems.size(), problems.toString());
                String message = problems.get(0).getMessage();
                assertTrue(message.contains("SHOW VIEW, TRIGGER, EVENT"), message);
                for (String statement : problems.get(0).hint().split(";", 0)) {
                    source.execute(statement);
                }
                assertEquals(List.of(), problems(topology), "after what the hint said");
            } finally {
                source.execute("DROP USER " + account);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void privilegesOfARoleCount(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            String user = source.name();
            String role = "r" + source.name();
            boolean mariaDb = flavor == ServerFlavor.MARIADB;
            source.execute(
                    "CREATE ROLE " + role,
                    "GRANT ALL ON *.* TO " + role,
                    "CREATE USER " + user + " IDENTIFIED BY 'Pa55-word'",
                    "GRANT " + role + " TO " + user,
                    mariaDb ? "SET DEFAULT ROLE " + role + " FOR " + user : "SET DEFAULT ROLE " + role + " TO " + user);
            try {
                Instance instance = SourceDatabase.instance(SharedServers.get(flavor, 0), user, "Pa55-word");

                assertEquals(
                        List.of(),
                        problems(new Topology(
                                List.of(instance), List.of(new Shard(0, "ds_0", instance, source.name())), List.of())));
            } finally {
                source.execute("DROP USER " + user, "DROP ROLE " + role);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void labelsThatTheServerDoesNotShowAreRefused(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE t (e ENUM('x', '\ud83d\ude00') CHARACTER SET utf8mb4)",
                    "INSERT INTO t VALUES ('x'), ('\ud83d\ude00')");

            List<ShardarkException> problems = problems(source.topology());

            assertEquals(1, problems.size(), problems.toString());
            assertTrue(problems.get(0).getMessage().contains("table t, column e: a label in use"));
        }
    }
}
