package io.shardark.engine.cut.pressure;

import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A replica for each of some primaries, which follows by GTID everything that is committed from now on. */
public final class Replicas implements AutoCloseable {
    private final List<DatabaseServer> primaries;
    private final List<DatabaseServer> replicas = new ArrayList<>();

    private Replicas(List<DatabaseServer> primaries) {
        this.primaries = List.copyOf(primaries);
    }

    public static Replicas of(List<DatabaseServer> primaries) throws SQLException {
        Replicas replicas = new Replicas(primaries);
        try {
            for (DatabaseServer primary : primaries) {
                DatabaseServer replica = Servers.start(primary.flavor());
                replicas.replicas.add(replica);
                follow(replica, primary);
            }
            return replicas;
        } catch (SQLException | RuntimeException e) {
            replicas.close();
            throw e;
        }
    }

    public List<DatabaseServer> servers() {
        return List.copyOf(replicas);
    }

    private static void follow(DatabaseServer replica, DatabaseServer primary) throws SQLException {
        String source = String.format(
                "_HOST='%s', %%1$s_PORT=%d, %%1$s_USER='%s', %%1$s_PASSWORD='%s'",
                primary.hostForPeers(), primary.port(), primary.user(), primary.password());
        if (primary.flavor() == ServerFlavor.MYSQL) {
            String executed = value(primary, "SELECT @@global.gtid_executed").replace("\n", "");
            execute(
                    replica,
                    "RESET BINARY LOGS AND GTIDS",
                    "SET GLOBAL gtid_purged = '" + executed + "'",
                    "CHANGE REPLICATION SOURCE TO SOURCE" + String.format(source, "SOURCE")
                            + ", SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1",
                    "START REPLICA");
        } else {
            execute(
                    replica,
                    "SET GLOBAL gtid_slave_pos = '" + value(primary, "SELECT @@global.gtid_binlog_pos") + "'",
                    "CHANGE MASTER TO MASTER" + String.format(source, "MASTER")
                            + ", MASTER_USE_GTID=slave_pos, MASTER_SSL=0",
                    "START SLAVE");
        }
    }

    /** Waits until one of them has what its primary has committed until now; fails when it does not come. */
    public void awaitCaughtUp(int index) throws SQLException {
        DatabaseServer primary = primaries.get(index);
        String wait = primary.flavor() == ServerFlavor.MYSQL
                ? "SELECT WAIT_FOR_EXECUTED_GTID_SET('"
                        + value(primary, "SELECT @@global.gtid_executed").replace("\n", "") + "', 60)"
                : "SELECT MASTER_GTID_WAIT('" + value(primary, "SELECT @@global.gtid_binlog_pos") + "', 60)";
        if (!value(replicas.get(index), wait).equals("0")) {
            throw new AssertionError("a replica did not follow within a minute");
        }
    }

    /** Stops or starts the applying of what arrives at one of them. */
    public void applying(int index, String verb) throws SQLException {
        boolean mysql = primaries.get(index).flavor() == ServerFlavor.MYSQL;
        execute(replicas.get(index), verb + (mysql ? " REPLICA SQL_THREAD" : " SLAVE SQL_THREAD"));
    }

    private static String value(DatabaseServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    private static void execute(DatabaseServer server, String... sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }

    @Override
    public void close() {
        replicas.forEach(DatabaseServer::close);
    }
}
