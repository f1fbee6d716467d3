package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.pace.Pacer;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Instance;
import io.shardark.format.crypto.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The loading of all chunks of a restore: the workers, and what they share. Open until all workers have ended. */
public final class ChunkLoading implements AutoCloseable {
    private final List<ShardLoad> loads = new ArrayList<>();
    private final List<LoadWorker> workers = new ArrayList<>();

    private ChunkLoading() {}

    /**
     * Reads the ledgers and prepares the workers.
     *
     * @param workersPerInstance at least 1
     * @param completion called once for each table when all its rows are there, by the worker that loaded the last of
     *     them, while others go on
     * @param pacers the pace of a worker on an instance
     */
    public static ChunkLoading prepare(
            Sessions sessions,
            List<ShardPlan> plans,
            Envelope envelope,
            int workersPerInstance,
            Consumer<TargetTable> completion,
            Function<Instance, Pacer> pacers,
            ProgressListener progress) {
        ChunkLoading loading = new ChunkLoading();
        try {
            for (Instance instance : instances(plans)) {
                InstanceLoad work = new InstanceLoad(loading.begin(sessions, instance, plans), InstanceLoad.LOOK_AHEAD);
                for (int i = 0; i < workersPerInstance; i++) {
                    loading.workers.add(new LoadWorker(
                            sessions, instance, work, envelope, completion, pacers.apply(instance), progress));
                }
            }
            return loading;
        } catch (RuntimeException e) {
            loading.close();
            throw e;
        }
    }

    /** The instances of the targets, each once. */
    public static List<Instance> instances(List<ShardPlan> plans) {
        Map<Integer, Instance> byNumber = new TreeMap<>();
        plans.forEach(plan ->
                byNumber.put(plan.target().instance().number(), plan.target().instance()));
        return List.copyOf(byNumber.values());
    }

    private List<ShardLoad> begin(Sessions sessions, Instance instance, List<ShardPlan> plans) {
        List<ShardLoad> shards = new ArrayList<>();
        try (Session session = sessions.open(instance)) {
            for (ShardPlan plan : plans) {
                if (plan.target().instance().number() == instance.number()) {
                    ShardLoad load = ShardLoad.begin(plan, session);
                    loads.add(load);
                    shards.add(load);
                }
            }
        }
        return List.copyOf(shards);
    }

    /** The workers, to be run at the same time. */
    public List<LoadWorker> workers() {
        return List.copyOf(workers);
    }

    @Override
    public void close() {
        loads.forEach(ShardLoad::close);
    }
}
