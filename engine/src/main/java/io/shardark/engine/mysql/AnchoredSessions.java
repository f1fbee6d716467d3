package io.shardark.engine.mysql;

import io.shardark.engine.topology.Instance;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens sessions of which all those to one instance are on the same process of the same server. An address may lead
 * elsewhere after a failover, while connections that were made before still live: definitions of one server and rows of
 * another would fit together by chance only. The first session to an instance opens one more, which stays until the
 * end.
 */
public final class AnchoredSessions extends Sessions implements AutoCloseable {
    private final Sessions sessions;
    private final Heartbeat heartbeat;
    private final Map<Instance, Anchor> anchors = new ConcurrentHashMap<>();

    /** Sessions as these open them. */
    public AnchoredSessions(Sessions sessions) {
        this.sessions = sessions;
        this.heartbeat = sessions.heartbeat();
    }

    @Override
    public Heartbeat heartbeat() {
        return sessions.heartbeat();
    }

    /**
     * Opens a session with no default schema.
     *
     * @throws UnreachableException also when this is not the server that earlier sessions to the instance were on
     */
    @Override
    public Session open(Instance instance, Map<String, String> driverProperties) {
        Anchor anchor = anchors.computeIfAbsent(instance, this::anchor);
        Session session = sessions.open(instance, driverProperties);
        try {
            anchor.require(session);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private Anchor anchor(Instance instance) {
        Session session = sessions.open(instance);
        Anchor anchor = new Anchor(session);
        heartbeat.keep(List.of(session));
        return anchor;
    }

    /**
     * Makes sure that every server is still the process that it was at the beginning.
     *
     * @throws UnreachableException when one is not, or cannot be asked
     */
    public void requireAlive() {
        anchors.values().forEach(Anchor::requireAlive);
    }

    /** Ends the sessions that it keeps for itself. Never throws. */
    @Override
    public void close() {
        heartbeat.close();
        anchors.values().forEach(anchor -> {
            try {
                anchor.close();
            } catch (ShardarkException e) {
                // The connection is broken, which is as good.
                return;
            }
        });
        anchors.clear();
    }
}
