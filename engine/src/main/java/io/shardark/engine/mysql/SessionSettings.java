package io.shardark.engine.mysql;

import io.shardark.engine.mysql.ServerIdentity.Product;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.UnreachableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sets what decides the values that a session reads and writes, and reads it back. */
final class SessionSettings {
    private static final int UNKNOWN_VARIABLE = 1193;

    /**
     * Dates that do not exist can be stored, and then be keys: without ALLOW_INVALID_DATES MySQL refuses to compare with
     * them (error 1525).
     */
    private static final String SQL_MODE = "ALLOW_INVALID_DATES";

    private static final List<String> SETTINGS = List.of(
            "time_zone = '+00:00'",
            "sql_mode = '" + SQL_MODE + "'",
            "character_set_results = NULL",
            "sql_quote_show_create = 1",
            "sql_big_selects = 1",
            "wait_timeout = 31536000",
            "sql_select_limit = DEFAULT");

    private SessionSettings() {}

    static Session establish(Instance instance, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ServerIdentity server = identify(statement);
            statement.execute("SET SESSION " + String.join(", ", SETTINGS));
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            for (String setting : productSettings(server)) {
                setIfKnown(statement, setting);
            }
            expect(instance, statement, "@@session.time_zone", "+00:00");
            expect(instance, statement, "@@session.sql_mode", SQL_MODE);
            expect(instance, statement, "@@session.character_set_results", "null");
            expect(instance, statement, "@@session." + isolationVariable(server), "REPEATABLE-READ");
            return new Session(instance, server, connection);
        }
    }

    private static List<String> productSettings(ServerIdentity server) {
        List<String> settings = new ArrayList<>();
        if (server.isMariaDb()) {
            settings.add("max_statement_time = 0");
            settings.add("system_versioning_asof = DEFAULT");
        } else {
            settings.add("max_execution_time = 0");
            settings.add("information_schema_stats_expiry = 0");
            settings.add("show_gipk_in_create_table_and_information_schema = ON");
        }
        return settings;
    }

    /** A server that does not know a variable does not have what it governs. */
    private static void setIfKnown(Statement statement, String setting) throws SQLException {
        try {
            statement.execute("SET SESSION " + setting);
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_VARIABLE) {
                throw e;
            }
        }
    }

    private static ServerIdentity identify(Statement statement) throws SQLException {
        String version = value(statement, "VERSION()");
        boolean mariaDb = version.toLowerCase(Locale.ROOT).contains("mariadb");
        return new ServerIdentity(
                mariaDb ? Product.MARIADB : Product.MYSQL,
                version,
                value(statement, mariaDb ? "@@server_id" : "@@server_uuid"),
                Integer.parseInt(value(statement, "@@lower_case_table_names")));
    }

    /** MariaDB before 11.1 knows only the old name. */
    private static String isolationVariable(ServerIdentity server) {
        return server.isMariaDb() ? "tx_isolation" : "transaction_isolation";
    }

    private static void expect(Instance instance, Statement statement, String expression, String expected)
            throws SQLException {
        String found = value(statement, expression);
        if (!found.equalsIgnoreCase(expected)) {
            throw new UnreachableException(
                    instance.place() + " did not keep a session setting: " + expression + " is \"" + found
                            + "\", expected \"" + expected + "\"",
                    "A proxy between Shardark and the server may rewrite sessions; connect to the server directly.");
        }
    }

    private static String value(Statement statement, String expression) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT " + expression)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }
}
