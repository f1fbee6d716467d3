package io.shardark.engine.cut;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.topology.Instance;
import java.util.List;

/**
 * One instance as the cut shows it. Owned by its {@link Cut}, which ends it.
 *
 * <p>Every session holds a shared metadata lock on every table until its transaction ends, so that no RENAME TABLE can
 * put another table in its place. Without a backup lock ({@code definitionsLocked} is false) DDL waits for the end of
 * the backup, and new statements on that table wait behind the DDL; with it, DDL waits without being in anybody's way.
 *
 * @param instance the instance
 * @param sessions at least one and at most the number asked for; each in a read-only transaction under REPEATABLE READ,
 *     all of them seeing the same state. One thread at a time may use a session; ending its transaction ends the
 *     snapshot
 * @param control a session outside any transaction, for questions that need the present and not the snapshot; it waits
 *     for metadata locks no longer than a minute
 * @param position where the snapshot lies in the binary log
 * @param definitionsLocked whether the server keeps all changes of definitions out until the cut is closed. When it
 *     does not, tables cannot change but views, routines and events can, and tables may be added
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
