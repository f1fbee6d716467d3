package io.shardark.engine.operation;

import io.shardark.engine.load.ChunkLoading;
import io.shardark.engine.load.ShardPlan;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.read.TableDigest;
import io.shardark.engine.topology.Instance;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads the restored tables back and compares the digests of their rows with the catalog's. */
final class TargetProof {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Sessions sessions;
    private final List<ShardPlan> plans;
    private final Map<Target, RowSetDigest> found = new ConcurrentHashMap<>();

    TargetProof(Sessions sessions, List<ShardPlan> plans) {
        this.sessions = sessions;
        this.plans = plans;
    }

    private record Target(ShardPlan plan, TableRecord table) {
        RowSetDigest expected() {
            return plan.source().totals().get(table.number()).digest();
        }

        /** Plans are compared by identity: each shard has one. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Target target && target.plan == plan && target.table.number() == table.number();
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(plan) + table.number();
        }
    }

    /**
     * Reads all tables, several at the same time.
     *
     * @throws DamagedException when rows of a table differ
     */
    void run(int connectionsPerInstance) {
        ParallelWork work = new ParallelWork();
        List<Callable<Void>> workers = new ArrayList<>();
        for (Instance instance : ChunkLoading.instances(plans)) {
            Queue<Target> tables = new ConcurrentLinkedQueue<>(tables(instance));
            for (int i = 0; i < Math.min(connectionsPerInstance, tables.size()); i++) {
                workers.add(() -> read(work, instance, tables));
            }
        }
        work.run("proof", workers);
        compare();
    }

    private List<Target> tables(Instance instance) {
        return plans.stream()
                .filter(plan -> plan.target().instance().number() == instance.number())
                .flatMap(plan -> plan.tables().stream().map(table -> new Target(plan, table)))
                .toList();
    }

    private Void read(ParallelWork work, Instance instance, Queue<Target> tables) {
        RowBuffer buffer = new RowBuffer(BUFFER_BYTES);
        try (Session session = sessions.open(instance)) {
            for (Target next = tables.poll(); next != null; next = tables.poll()) {
                work.check();
                found.put(
                        next,
                        TableDigest.compute(session, next.plan().target().schema(), next.table(), buffer));
            }
        }
        return null;
    }

    private void compare() {
        List<ShardarkException> problems = new ArrayList<>();
        found.forEach((target, digest) -> {
            if (!digest.equals(target.expected())) {
                problems.add(new DamagedException(
                        "shard " + target.plan().target().name() + ", table "
                                + target.table().name() + ": the target holds " + digest + ", the backup "
                                + target.expected(),
                        "Somebody may have written to the table during the restore. Drop the schema and restore again."));
            }
        });
        ProblemsException.throwIfAny(problems);
    }
}
