package io.shardark.engine.operation;

import io.shardark.engine.repository.OpenBackup;
import io.shardark.engine.repository.Repository;
import io.shardark.format.backup.ShardReader;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.Identity;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.WrongKeyException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.RootManifest;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.value.BackupId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the backups of a repository. A backup that cannot be read is listed with the reason. */
public final class ListOperation {
    private final Repository repository;
    private final TrustedSigners signers;
    private final Optional<Identity> identity;

    /**
     * Prepares a list.
     *
     * @param identity opens encrypted catalogs, which know tables and rows; those of others stay closed
     */
    public ListOperation(Repository repository, TrustedSigners signers, Optional<Identity> identity) {
        this.repository = repository;
        this.signers = signers;
        this.identity = identity;
    }

    /** The backups, oldest first. */
    public List<BackupSummary> run() {
        List<BackupSummary> summaries = new ArrayList<>();
        for (BackupId id : repository.backups()) {
            summaries.add(summary(id));
        }
        return summaries;
    }

    private BackupSummary summary(BackupId id) {
        try {
            OpenBackup backup = OpenBackup.open(repository, id, signers);
            RootManifest manifest = backup.reader().manifest();
            return new BackupSummary(
                    id,
                    manifest.created(),
                    Duration.between(manifest.created(), manifest.finished()),
                    manifest.shards().size(),
                    manifest.encrypted(),
                    manifest.partial(),
                    manifest.cut().level(),
                    manifest.shards().stream()
                            .mapToLong(ShardReference::storedBytes)
                            .sum(),
                    contents(backup),
                    backup.signer(),
                    "");
        } catch (ShardarkException e) {
            return unreadable(id, e.getMessage());
        }
    }

    private static BackupSummary unreadable(BackupId id, String problem) {
        return new BackupSummary(
                id,
                Instant.EPOCH,
                Duration.ZERO,
                0,
                false,
                false,
                CutLevel.PER_INSTANCE,
                0,
                Optional.empty(),
                "",
                problem);
    }

    private Optional<BackupSummary.Contents> contents(OpenBackup backup) {
        if (backup.reader().manifest().encrypted() && identity.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(contents(backup, backup.envelope(identity)));
        } catch (WrongKeyException forOthers) {
            return Optional.empty();
        }
    }

    private static BackupSummary.Contents contents(OpenBackup backup, Envelope envelope) {
        long tables = 0;
        long rows = 0;
        long bytes = 0;
        List<CatalogHeader> catalogs = new ArrayList<>();
        for (ShardReference reference : backup.reader().manifest().shards()) {
            ShardReader shard = backup.reader().shard(reference.shard(), envelope);
            catalogs.add(shard.header());
            for (TableTotals totals : shard.totals()) {
                tables++;
                rows += totals.digest().rows();
                bytes += totals.bytes();
            }
        }
        return new BackupSummary.Contents(tables, rows, bytes, BackupPart.of(catalogs));
    }
}
