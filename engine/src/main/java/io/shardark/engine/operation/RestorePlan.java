package io.shardark.engine.operation;

import io.shardark.engine.load.ShardPlan;
import io.shardark.engine.load.ShardPlan.Extent;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.backup.ShardReader;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.manifest.ShardReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what is restored where. Reading the shards proves their manifests and catalogs. */
final class RestorePlan {
    private RestorePlan() {}

    /**
     * The plans of all shards of which anything is selected.
     *
     * @throws ConfigurationException when a shard has no target, or nothing is selected
     * @throws io.shardark.format.error.DamagedException when a manifest or catalog is damaged
     */
    static List<ShardPlan> make(BackupReader backup, Envelope envelope, Topology target, TableSelection selection) {
        List<ShardPlan> plans = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (ShardReference reference : backup.manifest().shards()) {
            ShardReader source = backup.shard(reference.shard(), envelope);
            String name = source.header().shardName();
            List<TableRecord> tables = tables(source, selection);
            if (tables.isEmpty() && !selection.isEverything()) {
                continue;
            }
            target(target, name)
                    .ifPresentOrElse(
                            shard -> plans.add(plan(source, shard, tables, selection)), () -> missing.add(name));
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    "the backup has shards that the configuration does not name: " + String.join(", ", missing),
                    "Add them under `shards`, with the names they have in the backup.");
        }
        if (plans.isEmpty()) {
            throw new ConfigurationException(
                    "no table of the backup matches " + selection,
                    "A pattern is SHARD.TABLE, or the name of a physical or logical table; * stands for any characters.");
        }
        return plans;
    }

    private static Optional<Shard> target(Topology topology, String name) {
        return topology.shards().stream()
                .filter(shard -> shard.name().equals(name))
                .findFirst();
    }

    private static List<TableRecord> tables(ShardReader source, TableSelection selection) {
        String shard = source.header().shardName();
        return source.header().tables().stream()
                .filter(table -> selection.selects(shard, table))
                .toList();
    }

    private static ShardPlan plan(
            ShardReader source, Shard target, List<TableRecord> tables, TableSelection selection) {
        List<SchemaObject> objects = selection.isEverything() ? source.header().objects() : List.of();
        return new ShardPlan(
                source, target, tables, objects, selection.isEverything() ? Extent.WHOLE : Extent.SOME_TABLES);
    }
}
