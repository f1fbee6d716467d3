package io.shardark.engine.operation;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.schema.SchemaReader;
import io.shardark.engine.schema.ShardSchema;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.backup.SignatureRule;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.value.BackupId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Backs up and restores the shards of a test. */
public final class Restores {
    private Restores() {}

    /** Backs up into a folder, without encryption. */
    public static BackupReader backUp(TwoInstances shards, Path folder) {
        return backUp(shards, folder, 64 * 1024);
    }

    /** As {@link #backUp(TwoInstances, Path)}, with chunks of another length. */
    public static BackupReader backUp(TwoInstances shards, Path folder, int chunkBytes) {
        return backUp(shards.sessions(), shards.topology(), folder, chunkBytes);
    }

    /** As {@link #backUp(TwoInstances, Path, int)}, of any shards. */
    public static BackupReader backUp(Sessions sessions, Topology topology, Path folder, int chunkBytes) {
        Repository repository = Repository.openOrCreate(new DiskStore(folder));
        CutSettings cut = new CutSettings(
                CutLevel.GLOBAL, Duration.ofSeconds(30), Duration.ofSeconds(1), CutSettings.WhenMissed.FAIL);
        BackupReport report = new BackupOperation(
                        repository,
                        topology,
                        new BackupSettings(2, chunkBytes, cut),
                        new Encryption.None(),
                        Optional.empty(),
                        sessions,
                        "shardark test",
                        ProgressListener.NONE)
                .run();
        return open(folder, report.backup());
    }

    public static BackupReader open(Path folder, BackupId id) {
        return BackupReader.open(
                Repository.open(new DiskStore(folder)).folder(id), id, SignatureRule.of(new TrustedSigners(List.of())));
    }

    public static RestoreReport restore(TwoInstances shards, BackupReader backup, Topology target, String... tables) {
        return restore(shards, backup, target, ProgressListener.NONE, tables);
    }

    public static RestoreReport restore(
            TwoInstances shards, BackupReader backup, Topology target, ProgressListener progress, String... tables) {
        return restore(shards.sessions(), backup, target, progress, tables);
    }

    public static RestoreReport restore(
            Sessions sessions, BackupReader backup, Topology target, ProgressListener progress, String... tables) {
        return new RestoreOperation(
                        backup,
                        NoEnvelope.INSTANCE,
                        target,
                        TableSelection.matching(List.of(tables)),
                        new RestoreSettings(2),
                        sessions,
                        progress)
                .run();
    }

    /** The same shards in schemas with other names. */
    public static Topology renamed(TwoInstances shards, String suffix) {
        List<Shard> renamed = shards.topology().shards().stream()
                .map(shard -> new Shard(shard.number(), shard.name(), shard.instance(), shard.schema() + suffix))
                .toList();
        return new Topology(shards.topology().instances(), renamed, List.of());
    }

    /** All that a server shows of a shard. */
    public static ShardSchema schema(TwoInstances shards, Shard shard) {
        try (Session session = shards.sessions().open(shard.instance())) {
            return SchemaReader.read(session, shard, shards.topology());
        }
    }

    public static void drop(TwoInstances shards, Topology topology) {
        for (Shard shard : topology.shards()) {
            try (Session session = shards.sessions().open(shard.instance())) {
                session.execute("DROP DATABASE IF EXISTS `" + shard.schema() + "`");
            }
        }
    }
}
