package io.shardark.engine.pace;

import io.shardark.engine.mysql.Session;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * How many statements a server is busy with, without our own: a worker that waits in the middle of a result is running all
 * the while, and would wait for itself. On MySQL the threads that send the binary log to replicas run all the time too, as
 * far as the server shows them, which takes the PROCESS privilege.
 */
record ThreadsRunning(OwnSessions own) implements LoadProbe {
    @Override
    public OptionalLong read(Session session) {
        long all = session.query("SHOW GLOBAL STATUS LIKE 'Threads_running'", row -> row.getLong(2))
                .get(0);
        String ids = own.connectionIds(session.instance()).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        // One's own connections are shown without the PROCESS privilege; this one's is among them, and running.
        long ours = session.query(
                        "SELECT COUNT(*) FROM information_schema.processlist WHERE command NOT IN ('Sleep', 'Killed')"
                                + " AND id IN (CONNECTION_ID()" + (ids.isEmpty() ? "" : ", " + ids) + ")"
                                + (session.server().isMariaDb() ? "" : " OR command LIKE 'Binlog Dump%'"),
                        row -> row.getLong(1))
                .get(0);
        return OptionalLong.of(Math.max(0, all - ours));
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
