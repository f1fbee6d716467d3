package io.shardark.engine.cut;

/**
 * Where a snapshot lies in the history that its server writes, read while the locks were held.
 *
 * @param gtid the executed GTID set; on MariaDB the GTID position of the binary log. Empty when the server has none or
 *     it could not be proved to be that of the snapshot
 * @param binlogFile the binary log file; empty when there is none, or the user may not ask (REPLICATION CLIENT)
 * @param binlogPosition the offset in that file, behind the last transaction that the snapshot shows; 0 when
 *     {@code binlogFile} is empty
 */
public record SnapshotPosition(String gtid, String binlogFile, long binlogPosition) {
    /** A position that is not known. */
    static final SnapshotPosition UNKNOWN = new SnapshotPosition("", "", 0);
}
