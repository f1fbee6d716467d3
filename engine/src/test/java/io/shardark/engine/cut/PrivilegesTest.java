package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.error.RefusedException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.CutRecord;
import io.shardark.format.manifest.Replication;
import io.shardark.samples.servers.ServerFlavor;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user may not do is found out at once, said, and never claimed. */
class PrivilegesTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    private static Cut take(Bank bank, String user, CutLevel level, WhenMissed whenMissed) {
        return new CutTaker(new Sessions(), ProgressListener.NONE)
                .take(
                        bank.topology(user),
                        3,
                        new CutSettings(level, Duration.ofSeconds(30), Duration.ofSeconds(1), whenMissed));
    }

    private static String seeingReplication(ServerFlavor flavor) {
        return (flavor == ServerFlavor.MYSQL ? "REPLICATION CLIENT" : "REPLICA MONITOR") + " ON *.*";
    }

    /** A user who may not even lock tables. */
    private static String reader(Bank bank, String... furtherGrants) throws SQLException {
        String user = bank.user(furtherGrants);
        for (int i = 0; i < 2; i++) {
            bank.execute(i, "REVOKE LOCK TABLES ON " + bank.schema() + ".* FROM '" + user + "'@'%'");
        }
        return user;
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void withoutAnyLockItRefusesAtOnce(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            String user = reader(bank, seeingReplication(flavor));
            for (CutLevel level : new CutLevel[] {CutLevel.GLOBAL, CutLevel.INSTANT}) {
                RefusedException refusal = assertThrows(
                        RefusedException.class,
                        () -> take(bank, user, level, WhenMissed.FAIL).close());
                assertTrue(refusal.getMessage().contains("RELOAD"), refusal.getMessage());
                assertTrue(refusal.hint().contains("RELOAD"), refusal.hint());
            }
            bank.awaitNoConnections(user);
            bank.assertUnlocked();
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void withoutAnyLockItDegradesToOneConnectionPerInstance(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            String user = reader(bank);
            try (Cut cut = take(bank, user, CutLevel.GLOBAL, WhenMissed.DEGRADE)) {
                CutRecord record = cut.record();
                assertEquals(CutLevel.PER_INSTANCE, record.level());
                assertEquals(4, record.reasons().size(), record.reasons().toString());
                for (InstanceSnapshot snapshot : cut.snapshots()) {
                    assertEquals(1, snapshot.sessions().size());
                    assertEquals(
                            "none",
                            record.instances().get(snapshot.instance().number()).lock());
                    assertEquals(
                            -1,
                            record.instances().get(snapshot.instance().number()).preparedTransactions());
                }
                bank.execute(0, "UPDATE " + bank.table() + " SET money = money - 1");
                assertEquals(Bank.TOTAL, bank.total(cut, 0));
                bank.execute(0, "UPDATE " + bank.table() + " SET money = money + 1");
            }
            bank.awaitNoConnections(user);
            bank.assertUnlocked();
        }
    }

    /** The server may be a replica for all that the user can see, and then no lock would prove anything. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void whoMayNotAskForReplicationGetsWhatIsTrueOfReplicas(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            String user = bank.user("RELOAD ON *.*");
            RefusedException refusal = assertThrows(
                    RefusedException.class,
                    () -> take(bank, user, CutLevel.INSTANT, WhenMissed.FAIL).close());
            assertTrue(refusal.getMessage().contains("may not ask whether it is a replica"), refusal.getMessage());
            assertTrue(refusal.hint().contains("REPLICATION CLIENT"), refusal.hint());
            try (Cut cut = take(bank, user, CutLevel.GLOBAL, WhenMissed.DEGRADE)) {
                assertEquals(CutLevel.PER_INSTANCE, cut.record().level());
                assertEquals(
                        Replication.UNKNOWN, cut.record().instances().get(1).replication());
                assertEquals(3, cut.snapshots().get(0).sessions().size());
                assertTrue(cut.record().reasons().toString().contains("may not ask whether it is a replica"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void reloadAndProofOfNoReplicaAreEnoughForAGlobalCut(ServerFlavor flavor) throws SQLException {
        try (Bank bank = Bank.open(flavor)) {
            String user = bank.user("RELOAD ON *.*", seeingReplication(flavor));
            try (Cut cut = take(bank, user, CutLevel.GLOBAL, WhenMissed.FAIL)) {
                assertEquals(CutLevel.GLOBAL, cut.record().level());
                assertEquals(3, cut.snapshots().get(1).sessions().size());
                int unknown = -1;
                int expected = flavor == ServerFlavor.MYSQL ? unknown : 0;
                assertEquals(expected, cut.record().instances().get(0).preparedTransactions());
            }
            bank.awaitNoConnections(user);
            bank.assertUnlocked();
        }
    }
}
