package io.shardark.engine.cut.pressure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ends the prepared branches of a coordinator that is gone, as its log says. */
final class CoordinatorRecovery {
    private static final int UNKNOWN_BRANCH = 1397;

    private final List<Connection> connections;
    private final String prefix;
    private final CoordinatorLog log;

    /** @param connections one per shard; several may lead to the same server */
    CoordinatorRecovery(List<Connection> connections, String bank, CoordinatorLog log) {
        this.connections = connections;
        this.prefix = bank + "-c-";
        this.log = log;
    }

    private record Branch(String global, String local) {}

    /** Returns when no server has a branch of it any more. */
    void run() throws SQLException {
        Set<String> decided = log.allDecided();
        for (Connection connection : connections) {
            for (List<Branch> left = left(connection); !left.isEmpty(); left = left(connection)) {
                for (Branch branch : left) {
                    end(connection, branch, decided.contains(branch.global()));
                }
            }
        }
    }

    private List<Branch> left(Connection connection) throws SQLException {
        List<Branch> branches = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("XA RECOVER")) {
            while (row.next()) {
                int length = row.getInt(2);
                String data = row.getString(4);
                if (data.startsWith(prefix)) {
                    branches.add(new Branch(data.substring(0, length), data.substring(length)));
                }
            }
        }
        return branches;
    }

    /**
     * The server may not have noticed yet that the client is gone, and then does not know the branch: it stays listed.
     */
    private static void end(Connection connection, Branch branch, boolean commit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    (commit ? "XA COMMIT '" : "XA ROLLBACK '") + branch.global() + "', '" + branch.local() + "'");
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_BRANCH) {
                throw e;
            }
        }
    }
}
