package io.shardark.engine.operation;

import io.shardark.engine.load.ChunkLoading;
import io.shardark.engine.load.ShardPlan;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.UnreachableException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Ends a restore over several shards as if in one moment: all ledgers say that everything was proved before the first
 * of them is dropped. A kill in between leaves at least one that says so.
 */
final class RestoreEnd {
    private final Sessions sessions;
    private final List<ShardPlan> plans;

    RestoreEnd(Sessions sessions, List<ShardPlan> plans) {
        this.sessions = sessions;
        this.plans = plans;
    }

    /** Whether an earlier run had proved everything and was killed before it had dropped all ledgers. */
    boolean wasReached() {
        for (Instance instance : ChunkLoading.instances(plans)) {
            try (Session session = sessions.open(instance)) {
                for (ShardPlan plan : on(instance)) {
                    if (plan.ledger().isProved(session, plan.selection())) {
                        return true;
                    }
                }
            } catch (UnreachableException e) {
                // The preflight says so, together with everything else.
            }
        }
        return false;
    }

    /** Drops the ledgers. Afterwards the same restore is refused, since its targets are not empty. */
    void reach() {
        eachShard((session, plan) -> {
            if (plan.ledger().exists(session)) {
                plan.ledger().markProved(session, plan.selection());
            }
        });
        eachShard((session, plan) -> plan.ledger().drop(session));
    }

    private void eachShard(BiConsumer<Session, ShardPlan> work) {
        for (Instance instance : ChunkLoading.instances(plans)) {
            try (Session session = sessions.open(instance)) {
                on(instance).forEach(plan -> work.accept(session, plan));
            }
        }
    }

    private List<ShardPlan> on(Instance instance) {
        return plans.stream()
                .filter(plan -> plan.target().instance().number() == instance.number())
                .toList();
    }
}
