package io.shardark.engine.schema;

import io.shardark.engine.read.TableEstimate;
import io.shardark.format.catalog.LeftOut;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.catalog.TableRecord;
import java.util.List;

/**
 * Everything that is defined in a shard's schema.
 *
 * @param tables base tables; the n-th has number n
 * @param objects everything else that is saved, in an order that can be created
 * @param notSaved what exists at the source and is not in a backup, one sentence each
 * @param leftOut what was not selected, of this shard
 * @param needs what is selected and needs what is not, one sentence each
 * @param estimates the n-th entry belongs to table n
 * @param keyIndexes the n-th entry is the name of the index that the key of table n was taken from; empty when it has
 *     none
 * @param identities which tables these are, apart from their names and definitions; none where nobody asked
 */
public record ShardSchema(
        SchemaRecord schema,
        List<TableRecord> tables,
        List<SchemaObject> objects,
        List<String> notSaved,
        LeftOut leftOut,
        List<String> needs,
        List<TableEstimate> estimates,
        List<String> keyIndexes,
        TableIdentities identities) {
    public ShardSchema {
        tables = List.copyOf(tables);
        objects = List.copyOf(objects);
        notSaved = List.copyOf(notSaved);
        needs = List.copyOf(needs);
        estimates = List.copyOf(estimates);
        keyIndexes = List.copyOf(keyIndexes);
    }

    ShardSchema with(TableIdentities known) {
        return new ShardSchema(schema, tables, objects, notSaved, leftOut, needs, estimates, keyIndexes, known);
    }

    /** The estimate of a table of this schema. */
    public TableEstimate estimate(TableRecord table) {
        return estimates.get(table.number());
    }

    /**
     * What changed since an earlier reading, one sentence each; nothing means that every definition is the same and
     * that no table was replaced by another one. AUTO_INCREMENT counters and the values of sequences may move.
     */
    public List<String> differencesFrom(ShardSchema earlier) {
        return SchemaDifferences.between(earlier, this);
    }

    /** As {@link #differencesFrom}, but a table that was replaced by one with the same definition is no difference. */
    public List<String> definitionsChangedSince(ShardSchema earlier) {
        return SchemaDifferences.ofDefinitions(earlier, this);
    }

    /**
     * Which tables of an earlier reading are gone, have another definition, or were replaced by another one, one
     * sentence each.
     */
    public List<String> tablesChangedSince(ShardSchema earlier) {
        return SchemaDifferences.ofTables(earlier, this);
    }
}
