package io.shardark.engine.operation;

import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.TableRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was left out of a backup on demand, as its catalogs say.
 *
 * @param shards names of whole shards
 * @param tables as {@code SHARD.TABLE}
 * @param objects as {@code KIND:SHARD.NAME}, the pattern that selects just this object
 * @param conditions tables of which only some rows were saved
 */
public record BackupPart(List<String> shards, List<String> tables, List<String> objects, List<Condition> conditions) {
    public BackupPart {
        shards = List.copyOf(shards);
        tables = List.copyOf(tables);
        objects = List.copyOf(objects);
        conditions = List.copyOf(conditions);
    }

    /**
     * Which rows of a table were saved.
     *
     * @param where the SQL condition that they fulfil
     */
    public record Condition(String shard, String table, String where) {}

    /** Nothing was left out. */
    public static BackupPart whole() {
        return new BackupPart(List.of(), List.of(), List.of(), List.of());
    }

    /** What the catalogs of some shards say, or of all. */
    static BackupPart of(List<CatalogHeader> catalogs) {
        Set<String> shards = new LinkedHashSet<>();
        List<String> tables = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        for (CatalogHeader catalog : catalogs) {
            String shard = catalog.shardName();
            shards.addAll(catalog.leftOut().shards());
            catalog.leftOut().tables().forEach(table -> tables.add(shard + "." + table));
            catalog.leftOut()
                    .objects()
                    .forEach(object -> objects.add(object.kind().text() + ":" + shard + "." + object.name()));
            catalog.tables().stream()
                    .filter(TableRecord::partial)
                    .forEach(table -> conditions.add(new Condition(shard, table.name(), table.where())));
        }
        return new BackupPart(List.copyOf(shards), tables, objects, conditions);
    }

    /** Whether nothing was left out. */
    public boolean isWhole() {
        return equals(whole());
    }

    /** What was left out, for people: one line for each shard, table, object and condition. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        shards.forEach(shard -> lines.add("shard " + shard));
        conditions.forEach(condition -> lines.add("rows of " + condition.shard() + "." + condition.table()
                + " for which this is not true: " + condition.where()));
        tables.forEach(table -> lines.add("table " + table));
        objects.forEach(object -> lines.add(object.replaceFirst(":", " ")));
        return lines;
    }
}
