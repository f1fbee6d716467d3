package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import java.util.List;

/**
 * The redo log of one server, which MySQL from 8.0.21 on can do without (MySQL manual, "Disabling Redo Logging").
 * Stateless.
 */
final class RedoLog {
    /** What one may do that switches it. */
    static final String PRIVILEGE = "INNODB_REDO_LOG_ENABLE";

    private static final String ENABLE = "ALTER INSTANCE ENABLE INNODB REDO_LOG";
    private static final String DISABLE = "ALTER INSTANCE DISABLE INNODB REDO_LOG";

    private RedoLog() {}

    /** How a server stands to its redo log. */
    enum State {
        ON,
        OFF,
        /** It cannot do without. */
        FIXED
    }

    static State of(Session session) {
        List<String> enabled =
                session.query("SHOW GLOBAL STATUS LIKE 'Innodb_redo_log_enabled'", row -> row.getString(2));
        if (enabled.isEmpty()) {
            return State.FIXED;
        }
        return enabled.get(0).equals("ON") ? State.ON : State.OFF;
    }

    static void disable(Session session) {
        session.execute(DISABLE);
    }

    /** Writes all changed pages first, which takes a while. */
    static void enable(Session session) {
        session.execute(ENABLE);
    }

    /** What a person does to have it on again. */
    static String remedy() {
        return ENABLE + " on it.";
    }

    /** Whether a ledger on the server says that its restore switched the log off. */
    static boolean isInLedger(Session session) {
        return Ledger.schemas(session).stream().anyMatch(schema -> Ledger.switchedRedoLogOff(session, schema));
    }
}
