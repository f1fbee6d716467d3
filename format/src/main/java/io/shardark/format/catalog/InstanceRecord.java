package io.shardark.format.catalog;

/**
 * The server that a shard was read from and its place in the server's history, read while the cut's locks were held.
 *
 * @param name the instance's name in the configuration
 * @param product {@code MySQL} or {@code MariaDB}
 * @param version as {@code SELECT VERSION()} says
 * @param serverId {@code server_uuid}, or {@code server_id} on MariaDB
 * @param gtid executed GTID set (MySQL) or {@code gtid_binlog_pos} (MariaDB); empty when there is none
 * @param binlogFile current binary log; empty when there is none
 * @param binlogPosition position in it; 0 when there is none
 * @param lowerCaseTableNames the server's {@code lower_case_table_names}
 */
public record InstanceRecord(
        String name,
        String product,
        String version,
        String serverId,
        String gtid,
        String binlogFile,
        long binlogPosition,
        int lowerCaseTableNames) {}
