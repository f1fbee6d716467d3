package io.shardark.engine.operation;

import io.shardark.engine.topology.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/** Many short pieces of work that do not depend on each other, some of each instance at a time. */
final class InstanceWork {
    private InstanceWork() {}

    /**
     * Does all of them, in no order.
     *
     * @param name what it is, for names of threads
     * @param place where a piece of work is done
     * @param atATime how many pieces of an instance
     * @param work used by several threads
     */
    static <T> void run(String name, List<T> pieces, Function<T, Instance> place, int atATime, Consumer<T> work) {
        Map<Integer, Queue<T>> waiting = new LinkedHashMap<>();
        for (T piece : pieces) {
            waiting.computeIfAbsent(place.apply(piece).number(), key -> new ConcurrentLinkedQueue<>())
                    .add(piece);
        }
        ParallelWork all = new ParallelWork();
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (Queue<T> queue : waiting.values()) {
            for (int n = Math.min(atATime, queue.size()); n > 0; n--) {
                workers.add(() -> drain(queue, work, all));
            }
        }
        all.run(name, workers);
    }

    private static <T> boolean drain(Queue<T> queue, Consumer<T> work, ParallelWork all) {
        for (T next = queue.poll(); next != null; next = queue.poll()) {
            all.check();
            work.accept(next);
        }
        return true;
    }
}
