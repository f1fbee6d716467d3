package io.shardark.engine.cut;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.error.UnreachableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Asks a server who keeps its tables from being locked. Never shows the text of a query: it may hold values. */
final class Blockers {
    private static final String WRITING = " AND m.lock_type IN ('SHARED_WRITE', 'SHARED_WRITE_LOW_PRIO',"
            + " 'SHARED_UPGRADABLE', 'SHARED_NO_WRITE', 'SHARED_NO_READ_WRITE', 'EXCLUSIVE')";
    private static final String LIMIT = " ORDER BY 5 DESC LIMIT 10";

    private Blockers() {}

    /** One text per connection; empty when there is none or the user may not ask. */
    static List<String> of(Station station) {
        Session session = station.sessions().definitions();
        if (!session.server().isMariaDb()) {
            List<String> owners = ask(session, metadataLocks(station));
            if (!owners.isEmpty()) {
                return owners;
            }
        }
        return ask(session, openTransactions(station));
    }

    /** Detached XA branches own locks and have no connection: its number is NULL. */
    private static String metadataLocks(Station station) {
        return "SELECT t.processlist_id, t.processlist_user, t.processlist_host, MAX(t.processlist_command),"
                + " MAX(t.processlist_time), MAX(m.object_type = 'BACKUP LOCK') FROM performance_schema.metadata_locks m"
                + " LEFT JOIN performance_schema.threads t ON t.thread_id = m.owner_thread_id"
                + " WHERE m.lock_status = 'GRANTED' AND (m.object_type = 'TABLE' AND m.object_schema IN ("
                + station.schemas().stream().map(SqlText::literal).collect(Collectors.joining(", ")) + ")" + WRITING
                + " OR m.object_type = 'BACKUP LOCK' AND m.lock_type = 'SHARED')"
                + " AND (t.processlist_id IS NULL OR t.processlist_id NOT IN ("
                + station.sessions().connectionIds() + "))"
                + " GROUP BY t.processlist_id, t.processlist_user, t.processlist_host" + LIMIT;
    }

    private static String openTransactions(Station station) {
        return "SELECT p.id, p.user, p.host, p.command, TIMESTAMPDIFF(SECOND, x.trx_started, NOW()), 0"
                + " FROM information_schema.innodb_trx x"
                + " LEFT JOIN information_schema.processlist p ON p.id = x.trx_mysql_thread_id"
                + " WHERE (x.trx_tables_locked > 0 OR x.trx_rows_modified > 0)"
                + " AND x.trx_mysql_thread_id NOT IN ("
                + station.sessions().connectionIds() + ")" + LIMIT;
    }

    private static List<String> ask(Session session, String sql) {
        try {
            return session.query(
                    sql, row -> describe(row) + " on " + session.instance().name());
        } catch (UnreachableException e) {
            if (ServerErrors.refused(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static String describe(ResultSet row) throws SQLException {
        String id = row.getString(1);
        if (id == null) {
            return "a prepared XA transaction without a connection";
        }
        String state = "Sleep".equals(row.getString(4)) ? "idle" : "busy";
        return "connection " + id + " of " + row.getString(2) + "@" + row.getString(3) + " (" + state + ", "
                + row.getLong(5) + " s" + (row.getInt(6) == 1 ? ", holds the backup lock)" : ")");
    }
}
