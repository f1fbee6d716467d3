package io.shardark.engine.cut;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.error.UnreachableException;
import java.util.List;

/** Reads where a server is in its binary log. */
final class Positions {
    private Positions() {}

    /** The position now; parts that the server does not have, or the user may not see, are empty. */
    static SnapshotPosition read(Session session) {
        return session.server().isMariaDb() ? mariaDb(session) : mySql(session);
    }

    private static SnapshotPosition mariaDb(Session session) {
        SnapshotPosition binlog = ask(session, "SHOW MASTER STATUS", row -> position("", row));
        if (binlog.binlogFile().isEmpty()) {
            return new SnapshotPosition(session.value("SELECT @@global.gtid_current_pos"), "", 0);
        }
        // Asked for this very offset: other schemas may go on writing between two questions.
        String gtid = session.value("SELECT BINLOG_GTID_POS(" + SqlText.literal(binlog.binlogFile()) + ", "
                + binlog.binlogPosition() + ")");
        return new SnapshotPosition(gtid, binlog.binlogFile(), binlog.binlogPosition());
    }

    private static SnapshotPosition mySql(Session session) {
        SnapshotPosition binlog = mySqlBinlog(session);
        return binlog.binlogFile().isEmpty()
                ? new SnapshotPosition(withoutNewlines(session.value("SELECT @@global.gtid_executed")), "", 0)
                : binlog;
    }

    /** The statement was renamed in MySQL 8.2, and its old name removed in 8.4. */
    private static SnapshotPosition mySqlBinlog(Session session) {
        Session.RowMapper<SnapshotPosition> mapper = row -> position(withoutNewlines(row.getString(5)), row);
        SnapshotPosition position = ask(session, "SHOW BINARY LOG STATUS", mapper);
        return position.binlogFile().isEmpty() ? ask(session, "SHOW MASTER STATUS", mapper) : position;
    }

    private static SnapshotPosition position(String gtid, java.sql.ResultSet row) throws java.sql.SQLException {
        return new SnapshotPosition(gtid, row.getString(1), row.getLong(2));
    }

    private static String withoutNewlines(String gtidSet) {
        return gtidSet.replace("\n", "");
    }

    private static SnapshotPosition ask(Session session, String sql, Session.RowMapper<SnapshotPosition> mapper) {
        try {
            List<SnapshotPosition> rows = session.query(sql, mapper);
            return rows.isEmpty() ? SnapshotPosition.UNKNOWN : rows.get(0);
        } catch (UnreachableException e) {
            if (ServerErrors.refused(e)) {
                return SnapshotPosition.UNKNOWN;
            }
            throw e;
        }
    }
}
