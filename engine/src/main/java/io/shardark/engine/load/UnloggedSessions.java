package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import java.util.Map;

/** Opens sessions that write nothing to binary logs. */
public final class UnloggedSessions extends Sessions {
    private final Sessions sessions;

    private UnloggedSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The sessions themselves, or such as write to no binary log. */
    public static Sessions of(Sessions sessions, BinaryLog choice) {
        return choice == BinaryLog.ON ? sessions : new UnloggedSessions(sessions);
    }

    @Override
    public Session open(Instance instance, Map<String, String> driverProperties) {
        Session session = sessions.open(instance, driverProperties);
        try {
            switchOff(session);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** A server without binary logs might refuse even this to a user without privileges. */
    static void switchOff(Session session) {
        if (isLogging(session)) {
            session.execute("SET SESSION sql_log_bin = 0");
        }
    }

    static boolean isLogging(Session session) {
        return session.value("SELECT @@GLOBAL.log_bin").equals("1");
    }
}
