package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.UnreachableException;
import java.io.InputStream;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A session that creates tables and loads rows exactly as they are: no value is replaced, no check, trigger or foreign
 * key decides about a row that the source already had. Used by one thread at a time.
 */
final class LoadSession implements AutoCloseable {
    /** The error numbers with which a server refuses a session variable to a user: 1227, 1238, 1193. */
    private static final List<Integer> NOT_PERMITTED = List.of(1227, 1238, 1193);

    private final Session session;
    private String schema = "";

    private LoadSession(Session session) {
        this.session = session;
    }

    /**
     * Opens a session.
     *
     * @throws io.shardark.format.error.UnreachableException when the server cannot be reached or refuses a setting
     */
    static LoadSession open(Sessions sessions, Instance instance) {
        return open(sessions, instance, Map.of());
    }

    /** As {@link #open(Sessions, Instance)}, with further driver properties. */
    static LoadSession open(Sessions sessions, Instance instance, Map<String, String> driverProperties) {
        Map<String, String> properties = new HashMap<>(LocalInfile.driverProperties());
        properties.putAll(driverProperties);
        Session session = sessions.open(instance, properties);
        try {
            session.execute("SET SESSION " + String.join(", ", settings(session)));
            setOptional(session, optionalSettings(session));
            return new LoadSession(session);
        } catch (RuntimeException e) {
            abort(session);
            throw e;
        }
    }

    private static List<String> settings(Session session) {
        List<String> settings = new ArrayList<>();
        // Not strict: zero dates and the like existed and must load; that nothing was changed is proved by counting
        // warnings. A missing storage engine must not be replaced by another one.
        settings.add("sql_mode = 'NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES'");
        settings.add("foreign_key_checks = 0");
        // 0 would let InnoDB skip the check of secondary unique keys.
        settings.add("unique_checks = 1");
        if (session.server().isMariaDb()) {
            settings.add("check_constraint_checks = 0");
            settings.add("system_versioning_alter_history = KEEP");
        }
        // A server's default of a second would end ALTER TABLE and the wait for a killed run's transaction.
        settings.add("lock_wait_timeout = 86400");
        settings.add("innodb_lock_wait_timeout = 50");
        return settings;
    }

    /** Needed only where a server's default is unusual; some of them take privileges that most users lack. */
    private static Map<String, String> optionalSettings(Session session) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("innodb_strict_mode", "OFF");
        settings.put("explicit_defaults_for_timestamp", "ON");
        // As a statement, LOAD DATA would be unsafe to replicate, and the warning about that would fail every chunk.
        settings.put("binlog_format", "ROW");
        if (session.server().isMariaDb()) {
            settings.put("alter_algorithm", "DEFAULT");
        } else {
            settings.put("sql_generate_invisible_primary_key", "OFF");
            settings.put("sql_require_primary_key", "OFF");
            settings.put("restrict_fk_on_non_standard_key", "OFF");
        }
        return settings;
    }

    /** A server makes a list of all its variables to show one, so it is asked once. */
    private static void setOptional(Session session, Map<String, String> settings) {
        session.query(
                        "SHOW VARIABLES WHERE Variable_name IN ("
                                + settings.keySet().stream()
                                        .map(SqlText::literal)
                                        .collect(Collectors.joining(", "))
                                + ")",
                        row -> Map.entry(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2)))
                .forEach(found -> {
                    String wanted = settings.getOrDefault(found.getKey(), found.getValue());
                    if (!wanted.equals(found.getValue())) {
                        trySetting(session, found.getKey(), wanted);
                    }
                });
    }

    /** {@link ServerCheck} looks at what was refused. */
    private static void trySetting(Session session, String variable, String value) {
        try {
            session.execute("SET SESSION " + variable + " = " + value);
        } catch (UnreachableException e) {
            if (!NOT_PERMITTED.contains(Session.errorNumber(e))) {
                throw e;
            }
        }
    }

    /** The session itself, still owned by this. */
    Session session() {
        return session;
    }

    /** Makes a schema the default one. */
    void use(String name) {
        if (!name.equals(schema)) {
            session.execute("USE " + SqlText.name(name));
            schema = name;
        }
    }

    /** Executes a statement; unlike {@link Session#execute} it leaves the driver's exception as it is. */
    void execute(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** Loads rows; see {@link LocalInfile#execute}. */
    long load(String loadStatement, InputStream rows) throws SQLException {
        return LocalInfile.execute(session.connection(), loadStatement, rows);
    }

    /** Cuts the connection, so that the server rolls back whatever it has. */
    void abort() {
        abort(session);
    }

    private static void abort(Session session) {
        try {
            session.connection().abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
