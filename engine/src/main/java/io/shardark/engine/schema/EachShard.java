package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/**
 * Asks something about every shard, of several at a time: each instance gets some sessions, which take its shards one
 * after the other.
 */
public final class EachShard {
    private EachShard() {}

    /**
     * Asks, and waits for all answers. After a failure no further shard is begun.
     *
     * @param opened sessions that are there already, one of an instance at most, and stay open
     * @param sessionsPerInstance at most, at least 1
     * @param question used by several threads
     * @return the answers by number of shard
     * @throws CancellationException when the thread was interrupted, which stays set
     */
    public static <T> Map<Integer, T> ask(
            Sessions sessions,
            Map<Instance, Session> opened,
            List<Shard> shards,
            int sessionsPerInstance,
            BiFunction<Session, Shard, T> question) {
        Map<Instance, Queue<Shard>> waiting = new LinkedHashMap<>();
        shards.forEach(shard -> waiting.computeIfAbsent(shard.instance(), key -> new ConcurrentLinkedQueue<>())
                .add(shard));
        Answers<T> answers = new Answers<>(question, new ConcurrentHashMap<>(), new AtomicBoolean());
        List<Callable<Boolean>> workers = new ArrayList<>();
        waiting.forEach((instance, queue) -> {
            int wanted = Math.min(sessionsPerInstance, queue.size());
            Session first = opened.get(instance);
            if (first != null) {
                workers.add(() -> answers.collect(first, queue));
            }
            for (int n = first == null ? 0 : 1; n < wanted; n++) {
                workers.add(() -> answers.collect(sessions, instance, queue));
            }
        });
        run(workers);
        return new TreeMap<>(answers.byNumber());
    }

    private record Answers<T>(BiFunction<Session, Shard, T> question, Map<Integer, T> byNumber, AtomicBoolean failed) {
        boolean collect(Sessions sessions, Instance instance, Queue<Shard> queue) {
            try (Session session = sessions.open(instance)) {
                return collect(session, queue);
            } catch (RuntimeException e) {
                failed.set(true);
                throw e;
            }
        }

        boolean collect(Session session, Queue<Shard> queue) {
            boolean ended = false;
            try {
                for (Shard shard = queue.poll(); shard != null && !failed.get(); shard = queue.poll()) {
                    byNumber.put(shard.number(), question.apply(session, shard));
                }
                ended = true;
                return true;
            } finally {
                if (!ended) {
                    failed.set(true);
                }
            }
        }
    }

    private static void run(List<Callable<Boolean>> workers) {
        if (workers.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(workers.size(), task -> {
            Thread thread = new Thread(task, "shardark-shards");
            thread.setDaemon(true);
            return thread;
        });
        try {
            throwFirst(threads.invokeAll(workers));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            threads.shutdownNow();
        }
    }

    private static void throwFirst(List<Future<Boolean>> ended) throws InterruptedException {
        for (Future<Boolean> future : ended) {
            try {
                future.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            }
        }
    }
}
