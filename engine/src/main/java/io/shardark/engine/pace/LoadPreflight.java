package io.shardark.engine.pace;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out before work begins whether servers will tell their load: a limit that nobody watches is none. */
public final class LoadPreflight {
    /** ER_DBACCESS_DENIED, ER_TABLEACCESS_DENIED, ER_COLUMNACCESS_DENIED, ER_SPECIFIC_ACCESS_DENIED. */
    private static final Set<Integer> NOT_PERMITTED = Set.of(1044, 1142, 1143, 1227);

    private LoadPreflight() {}

    /** All that the user may not ask, on all instances; what cannot be reached is for others to report. */
    public static List<ShardarkException> problems(Sessions sessions, List<Instance> instances, PaceLimits limits) {
        List<ShardarkException> problems = new ArrayList<>();
        if (limits.limitsLoad()) {
            instances.forEach(instance -> problems.addAll(problems(sessions, instance, limits)));
        }
        return problems;
    }

    private static List<ShardarkException> problems(Sessions sessions, Instance instance, PaceLimits limits) {
        try (Session session = sessions.open(instance)) {
            return LoadLimit.of(limits, new OwnSessions(sessions)).stream()
                    .flatMap(limit -> problem(session, limit).stream())
                    .toList();
        } catch (UnreachableException e) {
            return List.of();
        }
    }

    private static Optional<ShardarkException> problem(Session session, LoadLimit limit) {
        try {
            limit.probe().read(session);
            return Optional.empty();
        } catch (UnreachableException e) {
            if (!NOT_PERMITTED.contains(Session.errorNumber(e))) {
                throw e;
            }
            String privilege = limit.probe().privilege(session);
            return Optional.of(new RefusedException(
                    session.instance().place() + ": the user lacks " + privilege + ", without which the limit "
                            + limit.reason().key() + " cannot be watched",
                    "GRANT " + privilege + " ON *.* to the user, or remove the limit.",
                    e));
        }
    }
}
