package io.shardark.engine.mysql;

import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.util.Set;
import java.util.UUID;

/**
 * A session that stays open so that others can prove that they are on the same server process. It holds a named lock,
 * which exactly the sessions of that process see: ids do not tell, since MariaDB has none and copied servers have equal
 * ones, and neither tells a restart. Servers that refuse named locks, as some clusters do, are told apart by what they
 * call themselves.
 */
final class Anchor implements AutoCloseable {
    private static final String HINT =
            "Something between Shardark and the server leads connections elsewhere (a failover, a load"
                    + " balancer, a changed DNS entry), or the server was restarted. Connect to one server directly, and run it again.";

    /** No number at all, ER_SERVER_SHUTDOWN, ER_QUERY_INTERRUPTED: nothing was refused. */
    private static final Set<Integer> CONNECTION_OR_STATEMENT_ENDED = Set.of(0, 1053, 1317);

    private final Session session;
    private final String lock = SqlText.literal("shardark-" + UUID.randomUUID());
    private final boolean locked;
    private final String mark;

    /** Takes over the session. */
    Anchor(Session session) {
        this.session = session;
        this.locked = granted();
        this.mark = mark(session);
    }

    private boolean granted() {
        try {
            return session.value("SELECT GET_LOCK(" + lock + ", 0)").equals("1");
        } catch (ShardarkException e) {
            if (CONNECTION_OR_STATEMENT_ENDED.contains(Session.errorNumber(e))) {
                throw e;
            }
            return false;
        }
    }

    /** As seen by a session on the same server: the holder of the lock, else the name of the server. */
    private String mark(Session seenBy) {
        return seenBy.value(
                locked
                        ? "SELECT IS_USED_LOCK(" + lock + ")"
                        : "SELECT CONCAT_WS('/', @@hostname, @@port, @@server_id)");
    }

    /**
     * Makes sure that a session is on the anchor's server.
     *
     * @throws UnreachableException when it is not, or the server was restarted, or the anchor's connection has ended
     */
    void require(Session other) {
        if (!mark(other).equals(mark) || !other.server().equals(session.server())) {
            throw new UnreachableException(
                    session.instance().place() + " is not the server that it was at the beginning: then "
                            + session.server().description() + ", now "
                            + other.server().description()
                            + (locked ? ", which does not know the first connection" : ""),
                    HINT);
        }
    }

    /** @throws UnreachableException when the anchor's own connection has ended, so that nothing is proved any more */
    void requireAlive() {
        require(session);
    }

    @Override
    public void close() {
        session.close();
    }
}
