package io.shardark.engine.operation;

import io.shardark.engine.load.ChunkLoading;
import io.shardark.engine.load.ShardPlan;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.pace.Pace;
import io.shardark.engine.pace.Pacer;
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
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads the restored tables back and compares the digests of their rows with the catalog's. */
final class TargetProof {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Pace pace;
    private final List<ShardPlan> plans;
    private final Map<Key, RowSetDigest> found = new ConcurrentHashMap<>();
    private final Set<Instance> withoutNegativeZero = ConcurrentHashMap.newKeySet();

    TargetProof(Pace pace, List<ShardPlan> plans) {
        this.pace = pace;
        this.plans = plans;
    }

    private record Target(ShardPlan plan, TableRecord table) {
        RowSetDigest expected() {
            return plan.source().totals().get(table.number()).digest();
        }

        Key key() {
            return new Key(plan.source().header().shard(), table.number());
        }
    }

    private record Key(int shard, int table) {}

    /**
     * Reads all tables, several at the same time.
     *
     * @return the digest of all restored rows of each shard, as the target has them
     * @throws DamagedException when rows of a table differ
     */
    List<RowSetDigest> run(int connectionsPerInstance) {
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
        return plans.stream().map(this::digest).toList();
    }

    private List<Target> tables(Instance instance) {
        return plans.stream()
                .filter(plan -> plan.target().instance().number() == instance.number())
                .flatMap(plan -> plan.tables().stream().map(table -> new Target(plan, table)))
                .toList();
    }

    private Void read(ParallelWork work, Instance instance, Queue<Target> tables) {
        RowBuffer buffer = new RowBuffer(BUFFER_BYTES);
        Pacer pacer = pace.pacer(instance, work::check);
        try (Session session = pace.sessions().open(instance)) {
            // MariaDB 10.11 makes 0 of it, in columns too; 11.4 and MySQL keep it.
            if (!session.value("SELECT CAST('-0' AS DOUBLE)").equals("-0")) {
                withoutNegativeZero.add(instance);
            }
            for (Target next = tables.poll(); next != null; next = tables.poll()) {
                pacer.await();
                found.put(
                        next.key(),
                        TableDigest.ofRestored(
                                session,
                                next.plan().target().schema(),
                                // A target has the saved rows only, so all that it has count.
                                next.table().withAllRows(),
                                buffer,
                                pacer::over));
            }
        }
        return null;
    }

    private void compare() {
        List<ShardarkException> problems = new ArrayList<>();
        for (ShardPlan plan : plans) {
            for (TableRecord table : plan.tables()) {
                Target target = new Target(plan, table);
                RowSetDigest digest = found.get(target.key());
                if (!target.expected().equals(digest)) {
                    problems.add(new DamagedException(
                            "shard " + plan.target().name() + ", table " + table.name() + ": the target holds " + digest
                                    + ", the backup " + target.expected(),
                            hint(target)));
                }
            }
        }
        ProblemsException.throwIfAny(problems);
    }

    private String hint(Target target) {
        boolean reals = target.table().columns().stream()
                .map(column -> column.type().toLowerCase(Locale.ROOT))
                .anyMatch(type -> type.startsWith("float") || type.startsWith("double"));
        boolean lost =
                reals && withoutNegativeZero.contains(target.plan().target().instance());
        return "Somebody may have written to the table during the restore. Drop the schema and restore again."
                + (lost
                        ? " Or its FLOAT or DOUBLE columns have a negative zero, which this server takes for 0; then"
                                + " restore to a server like the source."
                        : "");
    }

    private RowSetDigest digest(ShardPlan plan) {
        RowSetDigest sum = RowSetDigest.EMPTY;
        for (TableRecord table : plan.tables()) {
            sum = sum.plus(found.getOrDefault(new Target(plan, table).key(), RowSetDigest.EMPTY));
        }
        return sum;
    }
}
