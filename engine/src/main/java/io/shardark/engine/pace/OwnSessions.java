package io.shardark.engine.pace;

import com.mysql.cj.jdbc.JdbcConnection;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sessions that are remembered while they are open, so that our own work is not taken for that of others. */
final class OwnSessions extends Sessions {
    private final Sessions sessions;
    private final List<Session> opened = new ArrayList<>();

    OwnSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Session open(Instance instance, Map<String, String> driverProperties) {
        Session session = sessions.open(instance, driverProperties);
        synchronized (opened) {
            opened.removeIf(OwnSessions::isClosed);
            opened.add(session);
        }
        return session;
    }

    /** The server's numbers of our connections to an instance. */
    List<Long> connectionIds(Instance instance) {
        synchronized (opened) {
            return opened.stream()
                    .filter(session -> session.instance().number() == instance.number() && !isClosed(session))
                    .map(OwnSessions::connectionId)
                    .toList();
        }
    }

    private static boolean isClosed(Session session) {
        try {
            return session.connection().isClosed();
        } catch (SQLException e) {
            throw Session.failure(session.instance(), "looking after a connection", e);
        }
    }

    private static long connectionId(Session session) {
        try {
            return session.connection().unwrap(JdbcConnection.class).getId();
        } catch (SQLException e) {
            throw Session.failure(session.instance(), "looking after a connection", e);
        }
    }
}
