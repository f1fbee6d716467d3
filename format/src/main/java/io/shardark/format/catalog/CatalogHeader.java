package io.shardark.format.catalog;

import io.shardark.format.value.BackupId;
import java.util.List;

/**
 * Everything a catalog says about a shard before its chunks.
 *
 * @param backup the backup that the catalog belongs to; compared by the reader
 * @param shard number of the shard within the backup, from 0
 * @param shardName the shard's name in the configuration
 * @param schema the MySQL schema
 * @param instance the server it was read from
 * @param tables base tables in the order of their numbers: table {@code n} is {@code tables.get(n)}
 * @param objects views, triggers, routines, events and sequences, in an order that can be created
 * @param notSaved what exists at the source and cannot be saved, one sentence each
 * @param leftOut what exists at the source and was not wanted
 */
public record CatalogHeader(
        BackupId backup,
        int shard,
        String shardName,
        SchemaRecord schema,
        InstanceRecord instance,
        List<TableRecord> tables,
        List<SchemaObject> objects,
        List<String> notSaved,
        LeftOut leftOut) {
    public CatalogHeader {
        tables = List.copyOf(tables);
        objects = List.copyOf(objects);
        notSaved = List.copyOf(notSaved);
    }

    /** Whether anything was left out on demand, of this shard or of the backup. */
    public boolean partial() {
        return !leftOut.isNothing() || tables.stream().anyMatch(TableRecord::partial);
    }
}
