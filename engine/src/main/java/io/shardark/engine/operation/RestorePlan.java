package io.shardark.engine.operation;

import io.shardark.engine.load.ShardPlan;
import io.shardark.engine.load.ShardPlan.Extent;
import io.shardark.engine.selection.NamePattern;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.backup.ShardReader;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.manifest.ShardReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is restored where. Reading the shards proves their manifests and catalogs.
 *
 * @param leftOutOfBackup what the backup does not have
 * @param leftOutOfRestore what the backup has and is not restored
 */
record RestorePlan(List<ShardPlan> shards, BackupPart leftOutOfBackup, BackupPart leftOutOfRestore) {
    RestorePlan {
        shards = List.copyOf(shards);
    }

    /**
     * The plans of all shards of which anything is selected.
     *
     * @throws ConfigurationException when a shard has no target, a pattern matches nothing, or nothing is selected
     * @throws ProblemsException when several patterns match nothing
     * @throws io.shardark.format.error.DamagedException when a manifest or catalog is damaged
     */
    static RestorePlan of(BackupReader backup, Envelope envelope, Topology target, TableSelection selection) {
        List<ShardReader> sources = new ArrayList<>();
        for (ShardReference reference : backup.manifest().shards()) {
            sources.add(backup.shard(reference.shard(), envelope));
        }
        List<CatalogHeader> catalogs = sources.stream().map(ShardReader::header).toList();
        refuseUnusedPatterns(selection, catalogs);
        List<ShardPlan> plans = plans(sources, target, selection);
        return new RestorePlan(plans, BackupPart.of(catalogs), leftOut(catalogs, plans));
    }

    private static List<ShardPlan> plans(List<ShardReader> sources, Topology target, TableSelection selection) {
        List<ShardPlan> plans = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (ShardReader source : sources) {
            String name = source.header().shardName();
            List<TableRecord> tables = tables(source.header(), selection);
            boolean wanted = selection.takes(source.header()) && !(tables.isEmpty() && selection.isOfTables());
            if (wanted) {
                target(target, name)
                        .ifPresentOrElse(
                                shard -> plans.add(plan(source, shard, tables, selection)), () -> missing.add(name));
            }
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    "the backup has shards that the configuration does not name: " + String.join(", ", missing),
                    "Add them under `shards`, with the names they have in the backup, or restore others with --shard.");
        }
        if (plans.isEmpty()) {
            throw new ConfigurationException(
                    "nothing of the backup is selected",
                    "The options --shard, --table and --exclude together leave nothing over.");
        }
        return plans;
    }

    private static void refuseUnusedPatterns(TableSelection selection, List<CatalogHeader> catalogs) {
        List<ShardarkException> problems = new ArrayList<>();
        for (NamePattern pattern : selection.unused(catalogs)) {
            problems.add(new ConfigurationException(
                    pattern.place() + ": \"" + pattern.text() + "\" matches nothing in the backup",
                    "A pattern is SHARD.TABLE, or the name of a physical or logical table; * stands for any characters."
                            + " `list --key` and the report of the backup say what it holds."));
        }
        ProblemsException.throwIfAny(problems);
    }

    private static BackupPart leftOut(List<CatalogHeader> catalogs, List<ShardPlan> plans) {
        List<String> shards = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        for (CatalogHeader catalog : catalogs) {
            Optional<ShardPlan> plan = plans.stream()
                    .filter(candidate -> candidate.source().header().shard() == catalog.shard())
                    .findFirst();
            if (plan.isEmpty()) {
                shards.add(catalog.shardName());
                continue;
            }
            catalog.tables().stream()
                    .filter(table -> !plan.get().tables().contains(table))
                    .forEach(table -> tables.add(catalog.shardName() + "." + table.name()));
            catalog.objects().stream()
                    .filter(object -> !plan.get().objects().contains(object))
                    .map(object -> object.kind().text() + ":" + catalog.shardName() + "." + object.name())
                    .distinct()
                    .forEach(objects::add);
        }
        return new BackupPart(shards, tables, objects, List.of());
    }

    private static Optional<Shard> target(Topology topology, String name) {
        return topology.shards().stream()
                .filter(shard -> shard.name().equals(name))
                .findFirst();
    }

    private static List<TableRecord> tables(CatalogHeader catalog, TableSelection selection) {
        return catalog.tables().stream()
                .filter(table -> selection.selects(catalog.shardName(), table))
                .toList();
    }

    private static ShardPlan plan(
            ShardReader source, Shard target, List<TableRecord> tables, TableSelection selection) {
        List<SchemaObject> objects = source.header().objects().stream()
                .filter(object -> selection.selects(source.header(), object))
                .toList();
        return new ShardPlan(
                source, target, tables, objects, selection.isOfTables() ? Extent.SOME_TABLES : Extent.WHOLE);
    }
}
