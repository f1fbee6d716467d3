package io.shardark.engine.load;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * LOAD DATA LOCAL that sends nothing but the rows at hand.
 *
 * <p>In this part of the protocol the server names the file that the client shall send, so a hostile server could ask
 * for any file of this machine, and at any statement (MySQL manual, "Security Considerations for LOAD DATA LOCAL").
 * Connector/J looks at files only while {@code allowLoadLocalInfile} is off and the path of
 * {@code allowLoadLocalInfileInPath} exists, or while the former is on and no stream is installed. Here the path cannot
 * exist, and the stream is installed before the property goes on and removed after it went off. Connector/J 9.7.0,
 * NativeProtocol.getFileStream.
 */
final class LocalInfile {
    private LocalInfile() {}

    /** Driver properties that negotiate the capability at login, which cannot be done later, and allow no file. */
    static Map<String, String> driverProperties() {
        // Nothing can ever exist below a file.
        Path impossible = Path.of(System.getProperty("java.home"), "lib", "modules", "none");
        return Map.of("allowLoadLocalInfile", "false", "allowLoadLocalInfileInPath", impossible.toString());
    }

    /**
     * Executes one LOAD DATA LOCAL statement.
     *
     * @param rows complete and verified: an exception while it is read would leave a prefix of the rows in the
     *     transaction
     * @return affected rows
     */
    static long execute(Connection connection, String loadStatement, InputStream rows) throws SQLException {
        RuntimeProperty<Boolean> allowed = connection
                .unwrap(JdbcConnection.class)
                .getPropertySet()
                .getBooleanProperty(PropertyKey.allowLoadLocalInfile);
        try (Statement statement = connection.createStatement()) {
            JdbcStatement local = statement.unwrap(JdbcStatement.class);
            local.setLocalInfileInputStream(rows);
            try {
                allowed.setValue(true);
                return statement.executeLargeUpdate(loadStatement);
            } finally {
                allowed.setValue(false);
                // A connection that broke is closed, and has no place for a stream any more.
                if (!connection.isClosed()) {
                    local.setLocalInfileInputStream(null);
                }
            }
        }
    }
}
