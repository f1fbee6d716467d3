package io.shardark.engine.mysql;

import io.shardark.engine.topology.Instance;
import io.shardark.format.error.UnreachableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * Opens sessions whose settings are known: every one that could change a value is set and read back, whatever the
 * server's defaults are. Safe for use by several threads.
 */
public class Sessions {
    /** Well below the minute after which some proxies end silent connections. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final int SOCKET_TIMEOUT_MILLIS = 600_000;

    /**
     * Opens a session with no default schema.
     *
     * @throws UnreachableException when the server cannot be reached, refuses the login, or does not keep a setting
     */
    public Session open(Instance instance) {
        return open(instance, Map.of());
    }

    /** As {@link #open(Instance)}, with further driver properties that override the usual ones. */
    public Session open(Instance instance, Map<String, String> driverProperties) {
        Properties properties = properties(instance);
        driverProperties.forEach(properties::setProperty);
        Connection connection = connect(instance, properties);
        try {
            return SessionSettings.establish(instance, connection, properties.getProperty("characterEncoding"));
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw Session.failure(instance, "preparing the session", e);
        } catch (RuntimeException e) {
            closeQuietly(connection, e);
            throw e;
        }
    }

    /** Keeps sessions alive that wait; owned by the caller. */
    public Heartbeat heartbeat() {
        return new Heartbeat(HEARTBEAT);
    }

    private static Connection connect(Instance instance, Properties properties) {
        try {
            return DriverManager.getConnection(url(instance), properties);
        } catch (SQLException e) {
            throw Session.failure(instance, "connecting", e);
        }
    }

    private static String url(Instance instance) {
        return "jdbc:mysql://address=(host=" + instance.host() + ")(port=" + instance.port() + ")/";
    }

    private static Properties properties(Instance instance) {
        Properties properties = new Properties();
        properties.setProperty("user", instance.user());
        properties.setProperty("password", instance.password().reveal());
        properties.setProperty("sslMode", instance.tls().name());
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_MILLIS));
        properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_MILLIS));
        properties.setProperty("tcpKeepAlive", "true");
        // Otherwise the driver asks the server before each statement that changes something whether it may.
        properties.setProperty("readOnlyPropagatesToServer", "false");
        properties.setProperty("netTimeoutForStreamingResults", "0");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectionTimeZone", "UTC");
        // It does not see rows any more, so it would tell a wrong time since it heard of the server.
        properties.setProperty("maintainTimeStats", "false");
        properties.setProperty("autoReconnect", "false");
        properties.setProperty("allowMultiQueries", "false");
        // The driver would rewrite what stands in braces as JDBC's escapes, and takes a name in backticks for it as
        // well.
        properties.setProperty("enableEscapeProcessing", "false");
        properties.setProperty("processEscapeCodesForPrepStmts", "false");
        properties.setProperty("allowLoadLocalInfile", "false");
        properties.setProperty("allowPublicKeyRetrieval", "false");
        properties.setProperty("paranoid", "true");
        properties.setProperty("logger", "com.mysql.cj.log.Slf4JLogger");
        return properties;
    }

    private static void closeQuietly(Connection connection, Exception reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
