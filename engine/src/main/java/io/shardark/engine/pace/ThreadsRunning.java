package io.shardark.engine.pace;

import io.shardark.engine.mysql.Session;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * How many statements a server is busy with, without our own: a worker that waits in the middle of a result is running
 * all the while, and would wait for itself. Threads of replication and of the event scheduler, which run all the time,
 * do not count either, as far as the server shows them, which takes the PROCESS privilege.
 */
record ThreadsRunning(OwnSessions own) implements LoadProbe {
    private static final String ALL = "SHOW GLOBAL STATUS LIKE 'Threads_running'";
    /** One's own connections are shown without the PROCESS privilege; this one's is among them, and running. */
    private static final String NOT_OTHERS = "SELECT COUNT(*) FROM information_schema.processlist"
            + " WHERE command NOT IN ('Sleep', 'Killed') AND id IN (CONNECTION_ID()%s)"
            + " OR command LIKE 'Binlog Dump%%' OR command LIKE 'Slave\\_%%'"
            + " OR command = 'Daemon' AND user = 'event_scheduler'";

    @Override
    public OptionalLong read(Session session) {
        List<Long> all = session.query(ALL, row -> row.getLong(2));
        String ids = own.connectionIds(session.instance()).stream()
                .map(id -> ", " + id)
                .collect(Collectors.joining());
        List<Long> notOthers = session.query(NOT_OTHERS.formatted(ids), row -> row.getLong(1));
        return OptionalLong.of(Math.max(0, all.get(0) - notOthers.get(0)));
    }

    /** Short statements are over within a fraction of a millisecond, so one look says little of a second. */
    @Override
    public int looksPerSecond() {
        return 5;
    }

    @Override
    public String privilege(Session session) {
        return "the right to SHOW GLOBAL STATUS";
    }

    @Override
    public String absence() {
        return "the server does not count its threads";
    }

    @Override
    public String sentence(long value) {
        return value == 1 ? "1 thread of others is running" : value + " threads of others are running";
    }
}
