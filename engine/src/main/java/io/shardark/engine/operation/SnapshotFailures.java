package io.shardark.engine.operation;

import io.shardark.engine.mysql.Session;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.sql.SQLException;
import java.util.Set;

/** What it means when a table cannot be read any further in a snapshot. */
final class SnapshotFailures {
    /**
     * ER_NO_SUCH_TABLE, ER_BAD_FIELD_ERROR, ER_KEY_DOES_NOT_EXITS, ER_TABLE_DEF_CHANGED. Metadata locks keep them from
     * happening as long as the connection lives, unless the table files are tampered with.
     */
    private static final Set<Integer> CHANGED = Set.of(1146, 1054, 1176, 1412);

    private SnapshotFailures() {}

    /** The failure with shard, table and what to do, when it came from the server; else as it is. */
    static ShardarkException of(String place, ShardarkException failure) {
        if (!(failure.getCause() instanceof SQLException)) {
            return failure;
        }
        if (CHANGED.contains(Session.errorNumber(failure))) {
            return new RefusedException(
                    place + " is not the table any more that it was at the cut: " + failure.getMessage(),
                    "Back up again when no schema change runs.",
                    failure);
        }
        return new UnreachableException(
                place + " could not be read to the end in its snapshot: " + failure.getMessage(),
                "Nothing is kept, since no other connection can show the same moment. Find out why the server ended the"
                        + " statement or the connection (KILL, restart, failover, a time limit), and back up again.",
                failure);
    }
}
