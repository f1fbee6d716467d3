package io.shardark.engine.mysql;

import io.shardark.format.error.ShardarkException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says something on sessions that wait for hours with what they hold: a lock, a snapshot. Their own limit is as long as
 * a server takes it, but proxies, firewalls and servers that cap it end connections that are silent. What a proxy
 * answers by itself would not reach the server, so it is a query. One thread; safe for use by several.
 */
public final class Heartbeat implements AutoCloseable {
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Duration interval;

    /** @param interval how long a session is silent at most, unless others do not answer */
    public Heartbeat(Duration interval) {
        this.interval = interval;
        Thread thread = new Thread(this::run, "shardark-heartbeat");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Keeps sessions alive until this is closed or they are; they stay with their owner, who may use them meanwhile.
     */
    public void keep(List<Session> idle) {
        sessions.addAll(idle);
    }

    private void run() {
        try {
            while (!ended.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                beat();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it; and if, it ends.
            return;
        }
    }

    private void beat() {
        for (Session session : List.copyOf(sessions)) {
            try {
                session.beat();
            } catch (ShardarkException e) {
                // It was closed, or is lost, which its owner finds out with a better word for it.
                sessions.remove(session);
            }
        }
    }

    /** Stops; the sessions stay open. Does not wait for a server that does not answer. */
    @Override
    public void close() {
        ended.countDown();
    }
}
