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
import java.util.stream.Collectors;

/** Sets what decides the values that a session reads and writes, and reads it back. */
final class SessionSettings {
    private static final int UNKNOWN_VARIABLE = 1193;

    private SessionSettings() {}

    /**
     * Prepares a new connection.
     *
     * @param encoding the driver's, which decides the client's character set
     */
    static Session establish(Instance instance, Connection connection, String encoding) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ServerIdentity server = identify(statement);
            statement.execute("SET SESSION " + String.join(", ", PinnedVariables.everywhere()));
            // The server's init_connect may have begun a transaction. Not before completion_type is what it should be.
            statement.execute("ROLLBACK");
            // The isolation level of a consistent snapshot; and a server may make transactions read-only by default.
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ WRITE");
            setKnown(statement, PinnedVariables.where(server));
            readBack(instance, statement, PinnedVariables.expected(server, encoding));
            return new Session(instance, server, connection);
        }
    }

    /** A server that does not know a variable does not have what it governs. */
    private static void setKnown(Statement statement, List<String> settings) throws SQLException {
        if (settings.isEmpty()) {
            return;
        }
        try {
            statement.execute("SET SESSION " + String.join(", ", settings));
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_VARIABLE) {
                throw e;
            }
            List<String> known = withoutNamed(settings, String.valueOf(e.getMessage()));
            if (known.size() < settings.size()) {
                setKnown(statement, known);
            } else if (settings.size() > 1) {
                for (String setting : settings) {
                    setKnown(statement, List.of(setting));
                }
            }
        }
    }

    /** Without the variable that the server's message names in quotes. */
    private static List<String> withoutNamed(List<String> settings, String message) {
        return settings.stream()
                .filter(setting -> !message.contains(
                        "'" + setting.substring(0, setting.indexOf('=')).strip() + "'"))
                .toList();
    }

    private static ServerIdentity identify(Statement statement) throws SQLException {
        List<String> values = values(statement, "VERSION(), @@lower_case_table_names, @@server_id");
        String version = values.get(0);
        boolean mariaDb = version.toLowerCase(Locale.ROOT).contains("mariadb");
        return new ServerIdentity(
                mariaDb ? Product.MARIADB : Product.MYSQL,
                version,
                mariaDb ? values.get(2) : values(statement, "@@server_uuid").get(0),
                Integer.parseInt(values.get(1)));
    }

    private static void readBack(Instance instance, Statement statement, List<List<String>> expected)
            throws SQLException {
        String expressions = expected.stream().map(pair -> pair.get(0)).collect(Collectors.joining(", "));
        try (ResultSet result = statement.executeQuery("SELECT " + expressions)) {
            result.next();
            for (int i = 0; i < expected.size(); i++) {
                compare(instance, expected.get(i), String.valueOf(result.getString(i + 1)));
            }
        }
    }

    private static void compare(Instance instance, List<String> expected, String found) {
        if (!found.equalsIgnoreCase(expected.get(1))) {
            throw new UnreachableException(
                    instance.place() + " did not keep a session setting: " + expected.get(0) + " is \"" + found
                            + "\", expected \"" + expected.get(1) + "\"",
                    "A proxy between Shardark and the server may rewrite sessions; connect to the server directly.");
        }
    }

    private static List<String> values(Statement statement, String expressions) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT " + expressions)) {
            result.next();
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                values.add(String.valueOf(result.getString(column)));
            }
            return values;
        }
    }
}
