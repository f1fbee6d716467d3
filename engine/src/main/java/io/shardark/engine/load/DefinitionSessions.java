package io.shardark.engine.load;

import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SpareSessions;
import io.shardark.engine.topology.Instance;
import java.util.Map;
import java.util.function.Consumer;

/** Sessions that create and change tables, one table after the other. Safe for use by several threads. */
public final class DefinitionSessions implements AutoCloseable {
    /** Building keys of a large table can take hours, in which a server sends nothing. */
    private static final Map<String, String> PATIENT = Map.of("socketTimeout", "0");

    private final SpareSessions<LoadSession> spares;

    /** None yet. */
    public DefinitionSessions(Sessions sessions) {
        this.spares = new SpareSessions<>(instance -> open(sessions, instance), LoadSession::session);
    }

    private static LoadSession open(Sessions sessions, Instance instance) {
        LoadSession session = LoadSession.open(sessions, instance, PATIENT);
        try {
            KeyBuffer.enlarge(session.session());
            return session;
        } catch (RuntimeException e) {
            session.abort();
            throw e;
        }
    }

    void use(Instance instance, Consumer<LoadSession> work) {
        spares.use(instance, session -> {
            work.accept(session);
            return true;
        });
    }

    @Override
    public void close() {
        spares.close();
    }
}
