package io.shardark.engine.cut;

import io.shardark.engine.cut.AttemptFailure.Kind;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.util.Set;

/** What the server's error numbers mean for an attempt; they are the same on MySQL and MariaDB. */
final class ServerErrors {
    /** ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK, ER_QUERY_INTERRUPTED. */
    private static final Set<Integer> BUSY = Set.of(1205, 1213, 1317);
    /** ER_NO_SUCH_TABLE, ER_BAD_TABLE_ERROR, ER_TABLE_DEF_CHANGED. */
    private static final Set<Integer> CHANGED = Set.of(1146, 1051, 1412);
    /**
     * ER_DBACCESS_DENIED, ER_ACCESS_DENIED, ER_TABLEACCESS_DENIED, ER_COLUMNACCESS_DENIED, ER_SPECIFIC_ACCESS_DENIED,
     * ER_PROCACCESS_DENIED.
     */
    private static final Set<Integer> NOT_PERMITTED = Set.of(1044, 1045, 1142, 1143, 1227, 1370);
    /** ER_PARSE_ERROR, ER_XAER_RMERR (MySQL's answer to XA RECOVER without XA_RECOVER_ADMIN). */
    private static final Set<Integer> NOT_KNOWN = Set.of(1064, 1401);

    private ServerErrors() {}

    /** The failure of an attempt that an error means; any other error is thrown as it is. */
    static AttemptFailure attemptFailure(Instance instance, String doing, ShardarkException failure) {
        int number = Session.errorNumber(failure);
        if (BUSY.contains(number)) {
            return new AttemptFailure(Kind.BUSY, instance, doing + " was not granted in time", failure);
        }
        if (CHANGED.contains(number)) {
            return new AttemptFailure(Kind.BUSY, instance, "a table was changed while " + doing, failure);
        }
        if (NOT_PERMITTED.contains(number)) {
            return new AttemptFailure(Kind.NOT_PERMITTED, instance, doing + " is not permitted to the user", failure);
        }
        throw failure;
    }

    /** Whether the error says that the user may not do this, or the server does not know it. */
    static boolean refused(UnreachableException failure) {
        int number = Session.errorNumber(failure);
        return NOT_PERMITTED.contains(number) || NOT_KNOWN.contains(number);
    }

    /** Whether the error says that the user may not do this. */
    static boolean notPermitted(UnreachableException failure) {
        return NOT_PERMITTED.contains(Session.errorNumber(failure));
    }

    /** Whether the error says that somebody else was in the way for too long. */
    static boolean busy(UnreachableException failure) {
        return BUSY.contains(Session.errorNumber(failure));
    }
}
