package io.shardark.engine.cut;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.topology.Instance;
import java.util.List;

/**
 * One instance as the cut shows it. Owned by its {@link Cut}, which ends it.
 *
 * <p>When no backup lock was permitted ({@code definitionsLocked} is false), every session holds a shared metadata lock
 * on every table until its transaction ends. DDL then waits for the end of the backup, and new statements on that table
 * wait behind the DDL.
 *
 * @param instance the instance
 * @param sessions at least one and at most the number asked for; each in a read-only transaction under REPEATABLE READ, all
 *     of them seeing the same state. One thread at a time may use a session; ending its transaction ends the snapshot
 * @param control a session outside any transaction, for questions that need the present and not the snapshot
 * @param position where the snapshot lies in the binary log
 * @param definitionsLocked whether the server keeps all changes of definitions out until the cut is closed. When it does
 *     not, tables cannot change but views, routines and events can, and tables may be added: the caller has to prove
 *     afterwards that nothing did
 */
public record InstanceSnapshot(
        Instance instance,
        List<Session> sessions,
        Session control,
        SnapshotPosition position,
        boolean definitionsLocked) {
    public InstanceSnapshot {
        sessions = List.copyOf(sessions);
    }
}
