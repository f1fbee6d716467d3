package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.ShardarkException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds instances of the configuration that are the same server under two addresses. A named lock that one session
 * holds is seen by the others exactly when they are on the same server; ids do not tell, since MariaDB servers have
 * none and copied MySQL servers have equal ones.
 */
final class SameServers {
    private SameServers() {}

    /** For every instance that is the same server as an earlier one: that one. */
    static Map<Instance, Instance> find(List<Session> sessions) {
        Map<Instance, Instance> first = new HashMap<>();
        for (int i = 0; i < sessions.size(); i++) {
            Session holder = sessions.get(i);
            List<Session> others = sessions.subList(i + 1, sessions.size()).stream()
                    .filter(session -> !first.containsKey(session.instance()))
                    .toList();
            if (!first.containsKey(holder.instance()) && !others.isEmpty()) {
                seenBy(holder, others).forEach(other -> first.put(other, holder.instance()));
            }
        }
        return first;
    }

    private static List<Instance> seenBy(Session holder, List<Session> others) {
        String lock = SqlText.literal("shardark-" + UUID.randomUUID());
        if (!granted(holder, lock)) {
            return List.of();
        }
        try {
            return others.stream()
                    .filter(other ->
                            !other.value("SELECT IS_USED_LOCK(" + lock + ")").isEmpty())
                    .map(Session::instance)
                    .toList();
        } finally {
            holder.value("SELECT RELEASE_LOCK(" + lock + ")");
        }
    }

    /** Some clusters refuse named locks; then addresses have to do. */
    private static boolean granted(Session holder, String lock) {
        try {
            return holder.value("SELECT GET_LOCK(" + lock + ", 0)").equals("1");
        } catch (ShardarkException e) {
            return false;
        }
    }
}
