package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at whether a target server can do without its logs, and whether it may. */
final class LoadChoicesCheck {
    private static final int ACCESS_DENIED = 1227;
    private static final Set<String> SERVERS_OWN = Set.of("mysql", "information_schema", "performance_schema", "sys");

    private final Session session;
    private final List<ShardPlan> plans;
    private final LoadChoices choices;
    private final List<ShardarkException> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Prepares the check of one server and of the plans that it is the target of. */
    LoadChoicesCheck(Session session, List<ShardPlan> plans, LoadChoices choices) {
        this.session = session;
        this.plans = plans;
        this.choices = choices;
    }

    void run() {
        checkRedoLog(RedoLog.of(session));
        if (choices.binaryLog() == BinaryLog.OFF) {
            checkBinaryLog();
        }
    }

    List<ShardarkException> problems() {
        return problems;
    }

    List<String> notes() {
        return notes;
    }

    private void checkRedoLog(RedoLog.State state) {
        if (state == RedoLog.State.OFF) {
            checkWhoSwitched();
        }
        if (choices.fastLoad() == FastLoad.OFF) {
            return;
        }
        if (state == RedoLog.State.FIXED) {
            notes.add(place() + ": this server cannot do without its redo log (MySQL 8.0.21 and later can), so nothing"
                    + " was switched off for fast loading.");
            return;
        }
        checkPrivilege("fast loading switches the redo log off");
        if (choices.fastLoad() == FastLoad.ON) {
            checkNeighbours();
        }
    }

    private void checkWhoSwitched() {
        if (TargetLock.isRedoLogLocked(session)) {
            problems.add(RedoLogs.heldByOther(session.instance()));
        } else if (RedoLog.isInLedger(session)) {
            checkPrivilege("a restore that was killed left the redo log off, and it has to be switched on");
        } else {
            notes.add(place() + ": the redo log is off, and no ledger says that a restore did it: it stays off. A crash"
                    + " would destroy the whole server. To end that: " + RedoLog.remedy());
        }
    }

    private void checkPrivilege(String reason) {
        Grants grants = Grants.of(session);
        if (grants.complete() && !grants.has(RedoLog.PRIVILEGE, "*")) {
            problems.add(new UnreachableException(
                    place() + ": the user " + session.instance().user() + " lacks " + RedoLog.PRIVILEGE + ": " + reason,
                    "GRANT " + RedoLog.PRIVILEGE + " ON *.* to the user, or restore without --fast-load."));
        }
    }

    /** A crash without the redo log destroys everything on the server, not only what is restored. */
    private void checkNeighbours() {
        Grants grants = Grants.of(session);
        if (grants.complete() && !grants.has("SHOW DATABASES", "*")) {
            problems.add(new RefusedException(
                    place() + ": the user may not see whether other schemas live there, which a crash of the server"
                            + " would destroy during fast loading",
                    "GRANT SHOW DATABASES ON *.* to the user, restore without --fast-load, or take the risk with"
                            + " --force-fast-load."));
        }
        List<String> neighbours = neighbours();
        if (!neighbours.isEmpty()) {
            problems.add(new RefusedException(
                    place() + ": something else lives there, which a crash of the server would destroy during fast"
                            + " loading: " + String.join(", ", neighbours),
                    "Restore to a server of its own, without --fast-load, or take the risk with --force-fast-load."));
        }
    }

    private List<String> neighbours() {
        Set<String> targets =
                plans.stream().map(plan -> lower(plan.target().schema())).collect(Collectors.toSet());
        List<String> found = new ArrayList<>();
        session.query("SHOW DATABASES", row -> row.getString(1)).stream()
                .filter(schema -> !SERVERS_OWN.contains(lower(schema)) && !targets.contains(lower(schema)))
                .forEach(schema -> found.add("schema " + schema));
        // A whole shard goes into an empty schema, which is looked at elsewhere.
        plans.stream()
                .filter(plan -> plan.extent() == ShardPlan.Extent.SOME_TABLES)
                .forEach(plan -> TargetContents.strangers(session, plan)
                        .forEach(stranger -> found.add(
                                stranger + " in schema " + plan.target().schema())));
        return found;
    }

    private static String lower(String schema) {
        return schema.toLowerCase(Locale.ROOT);
    }

    private void checkBinaryLog() {
        if (!UnloggedSessions.isLogging(session)) {
            return;
        }
        try {
            UnloggedSessions.switchOff(session);
            notes.add(place() + ": nothing of this restore is in the binary log: its replicas do not have it, and"
                    + " recovery from binary logs does not bring it back.");
        } catch (UnreachableException e) {
            if (Session.errorNumber(e) != ACCESS_DENIED) {
                throw e;
            }
            String privilege = session.server().isMariaDb() ? "BINLOG ADMIN" : "SESSION_VARIABLES_ADMIN";
            problems.add(new UnreachableException(
                    place() + ": the user " + session.instance().user() + " lacks " + privilege
                            + " to keep the restore out of the binary log",
                    "GRANT " + privilege + " ON *.* to the user, or leave the binary log on."));
        }
    }

    private String place() {
        return session.instance().place();
    }
}
