package io.shardark.engine.pace;

import io.shardark.engine.mysql.Session;
import io.shardark.format.error.UnreachableException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * By how many seconds a replica is behind, over its slowest channel. A channel that does not run has no lag, and would
 * not catch up by our waiting.
 */
record ReplicaLag() implements LoadProbe {
    private static final int PARSE_ERROR = 1064;
    private static final List<String> COLUMNS = List.of("Seconds_Behind_Source", "Seconds_Behind_Master");

    @Override
    public OptionalLong read(Session session) {
        if (session.server().isMariaDb()) {
            return slowest(session, "SHOW ALL SLAVES STATUS");
        }
        try {
            return slowest(session, "SHOW REPLICA STATUS");
        } catch (UnreachableException e) {
            if (Session.errorNumber(e) != PARSE_ERROR) {
                throw e;
            }
            return slowest(session, "SHOW SLAVE STATUS"); // before MySQL 8.0.22
        }
    }

    private static OptionalLong slowest(Session session, String statement) {
        return session.query(statement, ReplicaLag::lag).stream()
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max();
    }

    private static OptionalLong lag(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (COLUMNS.contains(columns.getColumnLabel(i))) {
                long seconds = row.getLong(i);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seconds);
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public int looksPerSecond() {
        return 1;
    }

    @Override
    public String privilege(Session session) {
        return session.server().isMariaDb() ? "REPLICA MONITOR" : "REPLICATION CLIENT";
    }

    @Override
    public String absence() {
        return "it is no replica, or its replication does not run";
    }

    @Override
    public String sentence(long value) {
        return "the replica is " + value + " s behind its source";
    }
}
