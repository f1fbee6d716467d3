package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.topology.Shard;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The privileges without which a backup would be incomplete. Servers do not refuse what a user may not see, they leave
 * it out: tables, triggers, events and routines would be missing without a word.
 */
final class RequiredPrivileges {
    private static final List<String> ON_SCHEMA = List.of("SELECT", "SHOW VIEW", "TRIGGER", "EVENT");

    private RequiredPrivileges() {}

    /** What the session's user lacks for a shard. */
    static List<String> missing(Session session, Shard shard) {
        Grants grants = Grants.of(session);
        List<String> missing = new ArrayList<>();
        for (String privilege : ON_SCHEMA) {
            if (!grants.onSchema(shard.schema(), privilege)) {
                missing.add(privilege);
            }
        }
        if (!seesRoutines(session, shard, grants)) {
            missing.add(routinePrivilege(session));
        }
        return missing;
    }

    private static String routinePrivilege(Session session) {
        return session.server().isMariaDb() ? "SELECT on mysql.proc" : "SHOW_ROUTINE";
    }

    private static boolean seesRoutines(Session session, Shard shard, Grants grants) {
        if (!session.server().isMariaDb()) {
            return grants.everywhere("SHOW_ROUTINE") || grants.everywhere("SELECT");
        }
        if (grants.onSchema(shard.schema(), "SHOW CREATE ROUTINE")) {
            return true;
        }
        try {
            session.query("SELECT 1 FROM mysql.proc LIMIT 0", row -> row.getInt(1));
            return true;
        } catch (ShardarkException e) {
            return false;
        }
    }

    /** One message for all shards of an instance, with the statements that mend it. */
    static RefusedException problem(Session session, Map<Shard, List<String>> missing) {
        String account = account(session);
        Set<String> found = new LinkedHashSet<>();
        Set<String> statements = new LinkedHashSet<>();
        missing.forEach((shard, privileges) -> {
            found.add(shard.schema() + " (" + String.join(", ", privileges) + ")");
            statements.addAll(statements(session, shard, privileges, account));
        });
        return new RefusedException(
                session.instance().place() + ": the user " + account
                        + " lacks privileges without which the server leaves things out, on the schemas "
                        + String.join(", ", found),
                String.join(" ", statements));
    }

    private static List<String> statements(Session session, Shard shard, List<String> missing, String account) {
        List<String> onSchema = missing.stream().filter(ON_SCHEMA::contains).toList();
        List<String> statements = new ArrayList<>();
        if (!onSchema.isEmpty()) {
            statements.add("GRANT " + String.join(", ", onSchema) + " ON " + pattern(shard.schema()) + ".* TO "
                    + account + ";");
        }
        if (missing.size() > onSchema.size()) {
            String what = session.server().isMariaDb() ? "SELECT ON mysql.proc" : "SHOW_ROUTINE ON *.*";
            statements.add("GRANT " + what + " TO " + account + ";");
        }
        return statements;
    }

    private static String account(Session session) {
        String account = session.value("SELECT CURRENT_USER()");
        int at = account.lastIndexOf('@');
        return "'" + account.substring(0, at).replace("'", "''") + "'@'"
                + account.substring(at + 1).replace("'", "''") + "'";
    }

    /** In a GRANT, the name of a schema is a pattern. */
    private static String pattern(String schema) {
        return SqlText.name(schema).replace("_", "\\_").replace("%", "\\%");
    }
}
