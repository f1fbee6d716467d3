package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.fidelity.FidelityDocument;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.CutRecord;
import io.shardark.format.manifest.InstanceEvidence;
import io.shardark.samples.servers.ServerFlavor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a backup reaches with fewer privileges, and what it says about that, to the word. */
class MissingPrivilegesTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final String NOT_HERE = "not on this server";

    /** Beside SELECT; the names are MySQL's. */
    private static final List<String> SETS = List.of(
            "nothing",
            "RELOAD",
            "LOCK TABLES",
            "BACKUP_ADMIN",
            "LOCK TABLES, RELOAD",
            "REPLICATION CLIENT",
            "REPLICATION CLIENT, RELOAD",
            "REPLICATION CLIENT, LOCK TABLES",
            "REPLICATION CLIENT, LOCK TABLES, BACKUP_ADMIN",
            "REPLICATION CLIENT, LOCK TABLES, FLUSH_TABLES",
            "REPLICATION CLIENT, LOCK TABLES, RELOAD",
            "REPLICATION CLIENT, LOCK TABLES, RELOAD, BACKUP_ADMIN, XA_RECOVER_ADMIN");

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void everySetOfPrivilegesReachesWhatItSays(ServerFlavor flavor) throws SQLException {
        Map<String, String> findings = new LinkedHashMap<>();
        String column;
        try (Bank bank = Bank.open(flavor)) {
            for (String privileges : SETS) {
                findings.put(privileges, isHere(flavor, privileges) ? finding(bank, flavor, privileges) : NOT_HERE);
            }
            bank.assertUnlocked();
            try (Session session =
                    new Sessions().open(bank.topology().instances().get(0))) {
                column = FidelityDocument.column(session.server());
            }
        }
        FidelityDocument.ofProject().state("missing privileges", "privileges beside SELECT", column, findings);
    }

    private static boolean isHere(ServerFlavor flavor, String privileges) {
        return flavor == ServerFlavor.MYSQL || !privileges.contains("_");
    }

    private static String finding(Bank bank, ServerFlavor flavor, String privileges) throws SQLException {
        String user = user(bank, flavor, privileges);
        CutSettings settings =
                new CutSettings(CutLevel.GLOBAL, Duration.ofSeconds(30), Duration.ofSeconds(1), WhenMissed.DEGRADE);
        try (Cut cut = new CutTaker(new Sessions(), ProgressListener.NONE).take(bank.topology(user), 2, settings)) {
            int connections = cut.snapshots().get(0).sessions().size();
            for (int session = 0; session < connections; session++) {
                assertEquals(Bank.TOTAL, bank.total(cut, session), privileges);
            }
            return describe(cut.record()) + ", connections: " + connections + reasons(cut.record());
        }
    }

    private static String user(Bank bank, ServerFlavor flavor, String privileges) throws SQLException {
        List<String> everywhere = new ArrayList<>();
        for (String privilege : privileges.split(", ", -1)) {
            if (!privilege.equals("nothing") && !privilege.equals("LOCK TABLES")) {
                boolean monitor = flavor == ServerFlavor.MARIADB && privilege.equals("REPLICATION CLIENT");
                everywhere.add((monitor ? "REPLICA MONITOR" : privilege) + " ON *.*");
            }
        }
        String user = bank.user(everywhere.toArray(String[]::new));
        if (!privileges.contains("LOCK TABLES")) {
            for (int i = 0; i < 2; i++) {
                bank.execute(i, "REVOKE LOCK TABLES ON " + bank.schema() + ".* FROM '" + user + "'@'%'");
            }
        }
        return user;
    }

    private static String describe(CutRecord record) {
        InstanceEvidence evidence = record.instances().get(0);
        return record.level().text() + ", lock: " + evidence.lock() + ", definitions locked: "
                + (evidence.definitionsLocked() ? "yes" : "no") + ", prepared XA: "
                + (evidence.preparedTransactions() < 0 ? "could not ask" : "asked");
    }

    /** Which of two equal instances refused first is chance. */
    private static String reasons(CutRecord record) {
        String reasons = record.reasons().stream()
                .map(reason -> reason.replaceAll("^[a-z]+ was not reached: |instance [0-9]+: ", ""))
                .distinct()
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? "" : "; because " + reasons;
    }
}
