package io.shardark.engine.cut;

import io.shardark.engine.cut.AttemptFailure.Kind;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.Replication;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether a server applies what others commit. Replicas of different primaries are behind by different times,
 * and even on a single replica a transaction that was committed over two connections arrives as two: a lock waits for
 * what is being applied, never for what is still on its way. So a replica is good for {@link CutLevel#PER_INSTANCE}
 * only.
 */
final class ReplicationRole {
    /** Every channel, also stopped ones: a backup of a stopped replica shows the past, of each shard another one. */
    private static final List<String> MYSQL = List.of("SHOW REPLICA STATUS", "SHOW SLAVE STATUS");

    private static final List<String> MARIADB = List.of("SHOW ALL SLAVES STATUS");
    /** For users who may read it but lack REPLICATION CLIENT. */
    private static final String MYSQL_CHANNELS = "SELECT channel_name FROM"
            + " performance_schema.replication_connection_configuration WHERE channel_name NOT LIKE 'group\\_replication\\_%'";

    private static final String GROUP_REPLICATION = "SELECT COUNT(*) FROM information_schema.plugins"
            + " WHERE plugin_name = 'group_replication' AND plugin_status = 'ACTIVE'";
    /** The only member that is written to, for as long as it is one. */
    private static final String SINGLE_PRIMARY = "SELECT COUNT(*) FROM performance_schema.replication_group_members"
            + " WHERE member_id = @@server_uuid AND member_role = 'PRIMARY' AND @@group_replication_single_primary_mode";

    private static final String GALERA = "SELECT COUNT(*) FROM information_schema.global_variables"
            + " WHERE variable_name = 'WSREP_ON' AND variable_value = 'ON'";

    private ReplicationRole() {}

    /** The role now. Galera and group replication are told by their settings; that was not tried on clusters. */
    static Replication read(Session session) {
        return session.server().isMariaDb() ? mariaDb(session) : mySql(session);
    }

    private static Replication mariaDb(Session session) {
        if (!session.value(GALERA).equals("0")) {
            return Replication.REPLICA;
        }
        return channels(session, MARIADB);
    }

    private static Replication mySql(Session session) {
        if (!session.value(GROUP_REPLICATION).equals("0")) {
            Optional<Integer> primary = count(session, SINGLE_PRIMARY);
            if (!primary.equals(Optional.of(1))) {
                return primary.isEmpty() ? Replication.UNKNOWN : Replication.REPLICA;
            }
        }
        Replication asked = channels(session, MYSQL);
        return asked == Replication.UNKNOWN ? channels(session, List.of(MYSQL_CHANNELS)) : asked;
    }

    /** The first of these statements that the server knows and the user may execute decides. */
    private static Replication channels(Session session, List<String> statements) {
        for (String statement : statements) {
            Optional<List<String>> channels = ask(session, statement);
            if (channels.isPresent()) {
                return channels.get().isEmpty() ? Replication.NONE : Replication.REPLICA;
            }
        }
        return Replication.UNKNOWN;
    }

    private static Optional<Integer> count(Session session, String sql) {
        return ask(session, sql).map(rows -> Integer.valueOf(rows.get(0)));
    }

    private static Optional<List<String>> ask(Session session, String sql) {
        try {
            return Optional.of(session.query(sql, row -> row.getString(1)));
        } catch (UnreachableException e) {
            if (ServerErrors.refused(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Refuses a level that spans servers when this one shows what others committed, or may do so. */
    static void require(CutLevel level, Replication role, Instance instance) throws AttemptFailure {
        if (level == CutLevel.PER_INSTANCE || role == Replication.NONE) {
            return;
        }
        if (role == Replication.REPLICA) {
            throw new AttemptFailure(
                    Kind.REPLICA, instance, "it is a replica, which shows its source at a moment that no lock proves");
        }
        throw new AttemptFailure(
                Kind.NOT_PERMITTED,
                instance,
                "the user may not ask whether it is a replica, of which no lock proves more");
    }
}
