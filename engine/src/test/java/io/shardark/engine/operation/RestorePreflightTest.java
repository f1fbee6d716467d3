package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.load.Ledger;
import io.shardark.engine.load.ShardPlan;
import io.shardark.engine.load.TargetLock;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that stops a restore is found before anything is changed, and told in one go. */
class RestorePreflightTest {
    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void missingPrivilegesUnreachableServersAndSettingsAreToldTogether(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            shards.execute(0, "CREATE VIEW v AS SELECT 1 AS a");
            BackupReader backup = Restores.backUp(shards, folder);
            Restores.drop(shards, shards.topology());
            String user = "u_" + shards.shard(0).schema();
            Instance first = shards.shard(0).instance();
            try (Session session = shards.sessions().open(first)) {
                session.execute("CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw'");
                session.execute("GRANT SELECT, CREATE ON *.* TO '" + user + "'@'%'");
                session.execute("SET GLOBAL local_infile = 0");
                try {
                    ProblemsException thrown = assertThrows(
                            ProblemsException.class,
                            () -> Restores.restore(shards, backup, broken(shards, first, user)));
                    assertMentions(thrown, "local_infile is off", "INSERT", "CREATE VIEW", "failed while connecting");
                } finally {
                    session.execute("SET GLOBAL local_infile = 1");
                    session.execute("DROP USER '" + user + "'@'%'");
                }
                assertEquals(
                        "",
                        session.value("SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '"
                                + shards.shard(0).schema() + "'"));
            }
        }
    }

    /** The first instance with another user, the second one at a port where nothing listens. */
    private static Topology broken(TwoInstances shards, Instance first, String user) {
        Instance poor = new Instance(0, "poor", first.host(), first.port(), user, new Secret("pw"), first.tls());
        Instance gone = new Instance(1, "gone", "127.0.0.1", 1, user, new Secret("pw"), first.tls());
        List<Shard> moved = shards.topology().shards().stream()
                .map(shard -> new Shard(shard.number(), shard.name(), shard.number() < 2 ? poor : gone, shard.schema()))
                .toList();
        return new Topology(List.of(poor, gone), moved, List.of());
    }

    private static void assertMentions(ShardarkException thrown, String... parts) {
        for (String part : parts) {
            assertTrue(thrown.getMessage().contains(part), part + " in " + thrown.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void anotherUnfinishedRestoreIsInTheWay(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            BackupReader backup = Restores.backUp(shards, folder);
            Restores.drop(shards, shards.topology());
            shards.onEach("CREATE DATABASE `%s`");
            Ledger other = new Ledger(shards.shard(1), new BackupId("20200101T000000Z-00000000"), 1);
            try (Session session = shards.sessions().open(shards.shard(1).instance())) {
                other.create(session);
                other.markProved(session, Sha256.of(new byte[0]));
            }
            RefusedException thrown =
                    assertThrows(RefusedException.class, () -> Restores.restore(shards, backup, shards.topology()));
            assertMentions(thrown, "ds_1", "20200101T000000Z-00000000");
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void twoRestoresIntoOneShardExcludeEachOther(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            BackupReader backup = Restores.backUp(shards, folder);
            Restores.drop(shards, shards.topology());
            TargetLock other = TargetLock.lock(shards.sessions(), List.of(shards.shard(2)));
            RefusedException thrown =
                    assertThrows(RefusedException.class, () -> Restores.restore(shards, backup, shards.topology()));
            assertMentions(thrown, "ds_2", "another restore");
            other.close();
            assertEquals(
                    TwoInstances.SHARDS * SampleRows.ROWS,
                    Restores.restore(shards, backup, shards.topology()).rows());
        }
    }

    /** A kill between dropping the first ledger and the last one. */
    @ParameterizedTest
    @MethodSource("flavors")
    void aRestoreKilledAtItsVeryEndIsEndedByTheNextRun(ServerFlavor flavor) {
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            SampleRows.fill(shards);
            BackupReader backup = Restores.backUp(shards, folder);
            Restores.drop(shards, shards.topology());
            Restores.restore(shards, backup, shards.topology());
            Shard last = shards.shard(3);
            List<ShardPlan> plans = RestorePlan.of(
                            backup, NoEnvelope.INSTANCE, shards.topology(), TableSelection.everything())
                    .shards();
            try (Session session = shards.sessions().open(last.instance())) {
                plans.get(3).ledger().create(session);
                plans.get(3).ledger().markProved(session, plans.get(3).selection());
                RestoreReport report = Restores.restore(shards, backup, shards.topology());
                assertEquals(0, report.chunksLoaded());
                assertTrue(report.chunksFound() > 0);
                assertTrue(report.notes().stream().anyMatch(note -> note.contains("An earlier run")));
                assertFalse(plans.get(3).ledger().exists(session));
            }
        }
    }
}
