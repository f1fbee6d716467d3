package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.load.TargetLock;
import io.shardark.engine.mysql.Heartbeat;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.read.SourceDatabase;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.RefusedException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.ServerOptions;
import io.shardark.samples.servers.Servers;
import io.shardark.samples.servers.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What waits for a long time with a lock or a snapshot is not ended for its silence. */
class IdleSessionsTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final int LIMIT_SECONDS = 2;

    @TempDir
    private Path folder;

    /** Sessions of which something on the way ends those that are silent. */
    private static final class CappedSessions extends Sessions {
        @Override
        public Session open(Instance instance, Map<String, String> driverProperties) {
            Session session = super.open(instance, driverProperties);
            session.execute("SET SESSION wait_timeout = " + LIMIT_SECONDS);
            return session;
        }

        @Override
        public Heartbeat heartbeat() {
            return new Heartbeat(Duration.ofMillis(200));
        }
    }

    /** Returns when the server has ended a connection that was silent since this was called. */
    private static void awaitEndOfSilentConnections(DatabaseServer server) {
        try (Connection watching = server.connect();
                Statement statement = watching.createStatement();
                Connection silent = server.connect();
                Statement setting = silent.createStatement()) {
            statement.execute("SET SESSION wait_timeout = 600");
            setting.execute("SET SESSION wait_timeout = " + LIMIT_SECONDS);
            long id = number(setting, "SELECT CONNECTION_ID()");
            String there = "SELECT COUNT(*) FROM information_schema.processlist WHERE id = " + id;
            while (number(statement, there) > 0) {
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Waits while everything is held, before the first row is read. */
    private BackupReport backUp(Sessions sessions, DatabaseServer server, AtomicInteger held) {
        Instance instance = SourceDatabase.instance(server);
        String schema = "idle_" + ProcessHandle.current().pid();
        try (Session session = new Sessions().open(instance)) {
            session.execute("DROP DATABASE IF EXISTS " + schema);
            session.execute("CREATE DATABASE " + schema);
            session.execute("CREATE TABLE " + schema + ".t (id INT PRIMARY KEY)");
            session.execute("INSERT INTO " + schema + ".t VALUES (1), (2)");
            BackupReport report = backUp(sessions, instance, schema, event -> {
                if (event instanceof ProgressEvent.StepStarted step
                        && step.step().equals("saving rows")) {
                    awaitEndOfSilentConnections(server);
                    held.incrementAndGet();
                }
            });
            session.execute("DROP DATABASE " + schema);
            return report;
        }
    }

    private BackupReport backUp(Sessions sessions, Instance instance, String schema, ProgressListener progress) {
        CutSettings cut = new CutSettings(
                CutLevel.GLOBAL, Duration.ofSeconds(30), Duration.ofSeconds(1), CutSettings.WhenMissed.FAIL);
        Shard shard = new Shard(0, "ds_0", instance, schema);
        return new BackupOperation(
                        Repository.openOrCreate(new DiskStore(folder)),
                        new Topology(List.of(instance), List.of(shard), List.of()),
                        new BackupSettings(2, 64 * 1024, cut),
                        new Encryption.None(),
                        Optional.empty(),
                        sessions,
                        "shardark test",
                        progress)
                .run();
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aServersShortLimitDoesNotEndABackup(ServerFlavor flavor) {
        AtomicInteger held = new AtomicInteger();
        ServerOptions impatient = ServerOptions.defaults()
                .withArguments("--wait-timeout=" + LIMIT_SECONDS, "--interactive-timeout=" + LIMIT_SECONDS);
        try (DatabaseServer server = Servers.start(flavor, impatient)) {
            assertEquals(2, backUp(new Sessions(), server, held).rows());
        }
        assertEquals(1, held.get());
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void nothingOnTheWayThatEndsSilentConnectionsEndsABackup(ServerFlavor flavor) {
        AtomicInteger held = new AtomicInteger();
        assertEquals(
                2,
                backUp(new CappedSessions(), SharedServers.get(flavor, 0), held).rows());
        assertEquals(1, held.get());
    }

    @Test
    void nothingOnTheWayThatEndsSilentConnectionsLetsAnotherRestoreIn() {
        DatabaseServer server = SharedServers.get(ServerFlavor.MARIADB, 0);
        Shard shard = new Shard(0, "ds_0", SourceDatabase.instance(server), "idle_target");
        TargetLock lock = TargetLock.lock(new CappedSessions(), List.of(shard));
        awaitEndOfSilentConnections(server);
        assertThrows(RefusedException.class, () -> TargetLock.lock(new Sessions(), List.of(shard)));
        lock.close();
        TargetLock.lock(new Sessions(), List.of(shard)).close();
    }
}
