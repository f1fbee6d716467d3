package io.shardark.engine.pace;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.ShardarkException;
import java.util.ArrayList;
import java.util.List;

/** Statements that keep a server's threads running until they are ended. */
public final class Sleepers implements AutoCloseable {
    private final Sessions sessions;
    private final Instance instance;
    private final List<Session> sleeping = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Sleepers(Sessions sessions, Instance instance) {
        this.sessions = sessions;
        this.instance = instance;
    }

    public static Sleepers start(Sessions sessions, Instance instance, int count) {
        Sleepers sleepers = new Sleepers(sessions, instance);
        for (int i = 0; i < count; i++) {
            Session session = sessions.open(instance);
            sleepers.sleeping.add(session);
            sleepers.ids.add(session.value("SELECT CONNECTION_ID()"));
            Thread thread = new Thread(() -> sleep(session));
            thread.start();
            sleepers.threads.add(thread);
        }
        return sleepers;
    }

    private static void sleep(Session session) {
        try {
            session.value("SELECT SLEEP(600)");
        } catch (ShardarkException e) {
            return; // Killed, which is how it ends.
        }
    }

    /** How many are asleep in the server now. */
    public long running(Session session) {
        return Long.parseLong(session.value(
                "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%' AND id IN ("
                        + String.join(", ", ids) + ")"));
    }

    /** Waits until all of them are. */
    public void awaitRunning(Session session) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (running(session) < ids.size()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("statements did not begin within a minute");
            }
        }
    }

    /** Ends them; returns when none is running any more. */
    @Override
    public void close() {
        try (Session killer = sessions.open(instance)) {
            for (String id : ids) {
                killer.execute("KILL QUERY " + id);
            }
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        sleeping.forEach(Session::close);
        ids.clear();
        threads.clear();
        sleeping.clear();
    }
}
