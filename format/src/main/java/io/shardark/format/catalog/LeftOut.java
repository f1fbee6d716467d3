package io.shardark.format.catalog;

import java.util.List;

/**
 * What was left out of a backup on demand, by name, apart from rows.
 *
 * @param shards whole shards of the configuration; the same in all catalogs of a backup
 * @param tables base tables of this shard
 * @param objects everything else of this shard
 */
public record LeftOut(List<String> shards, List<String> tables, List<ObjectName> objects) {
    /** Of a whole shard in a backup of all shards. */
    public static final LeftOut NOTHING = new LeftOut(List.of(), List.of(), List.of());

    public LeftOut {
        shards = List.copyOf(shards);
        tables = List.copyOf(tables);
        objects = List.copyOf(objects);
    }

    /** Which object it is. */
    public record ObjectName(ObjectKind kind, String name) {}

    /** Whether nothing was left out. */
    public boolean isNothing() {
        return equals(NOTHING);
    }
}
