package io.shardark.engine.mysql;

import io.shardark.engine.topology.Instance;
import io.shardark.format.error.ShardarkException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sessions for short work on one table after the other, which would take longer to open than to use. Each is used by
 * one thread at a time; between two uses nothing is open in it that anybody relies on. One that has ended while it was
 * not used is replaced, and so is one that was silent for longer than some proxies bear. Safe for use by several
 * threads.
 *
 * @param <S> what such a session is wrapped in
 */
public final class SpareSessions<S> implements AutoCloseable {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);
    /** For so long nobody doubts that a session lives. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Function<Instance, S> opener;
    private final Function<S, Session> plain;
    private final Map<Integer, Deque<Spare<S>>> spares = new HashMap<>();

    private record Spare<S>(S session, long since) {}

    /**
     * None yet.
     *
     * @param opener opens one
     * @param plain the session that is wrapped
     */
    public SpareSessions(Function<Instance, S> opener, Function<S, Session> plain) {
        this.opener = opener;
        this.plain = plain;
    }

    /** Does something in a session, and keeps that for later unless it fails. */
    public <T> T use(Instance instance, Function<S, T> work) {
        S session = spare(instance).orElseGet(() -> opener.apply(instance));
        boolean good = false;
        try {
            T result = work.apply(session);
            good = true;
            return result;
        } finally {
            if (good) {
                keep(instance, session);
            } else {
                abort(session);
            }
        }
    }

    private Optional<S> spare(Instance instance) {
        for (Optional<Spare<S>> next = take(instance); next.isPresent(); next = take(instance)) {
            S session = next.get().session();
            Duration silence = Duration.ofNanos(System.nanoTime() - next.get().since());
            if (silence.compareTo(MOMENT) < 0 || (silence.compareTo(LONGEST_SILENCE) < 0 && answers(session))) {
                return Optional.of(session);
            }
            abort(session);
        }
        return Optional.empty();
    }

    /** The one that was used last. */
    private synchronized Optional<Spare<S>> take(Instance instance) {
        return Optional.ofNullable(spares.get(instance.number())).map(Deque::pollFirst);
    }

    private synchronized void keep(Instance instance, S session) {
        spares.computeIfAbsent(instance.number(), key -> new ArrayDeque<>())
                .addFirst(new Spare<>(session, System.nanoTime()));
    }

    private boolean answers(S session) {
        try {
            return plain.apply(session).value("SELECT 1").equals("1");
        } catch (ShardarkException e) {
            return false;
        }
    }

    /** It may be in the middle of something, or its server silent. */
    private void abort(S session) {
        try {
            plain.apply(session).connection().abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
            return;
        }
    }

    /** Ends those that nobody uses. */
    @Override
    public synchronized void close() {
        spares.values()
                .forEach(waiting -> waiting.forEach(spare -> {
                    try {
                        plain.apply(spare.session()).close();
                    } catch (ShardarkException e) {
                        abort(spare.session());
                    }
                }));
        spares.clear();
    }
}
