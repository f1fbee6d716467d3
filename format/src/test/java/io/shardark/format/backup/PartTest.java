package io.shardark.format.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.LeftOut;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.RootManifest;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A part is never taken for a whole: neither by those who read catalogs nor by those who check. */
class PartTest {
    private static final SmallBackup BACKUP = SmallBackup.plain(SmallBackup.FIRST);

    static Stream<CatalogHeader> parts() {
        CatalogHeader whole = BACKUP.header(0);
        return Stream.of(
                with(whole, whole.tables(), new LeftOut(List.of("ds_9"), List.of(), List.of())),
                with(whole, whole.tables(), new LeftOut(List.of(), List.of("t_log"), List.of())),
                with(whole, List.of(whole.tables().get(0), where(whole.tables().get(1))), LeftOut.NOTHING));
    }

    private static CatalogHeader with(CatalogHeader header, List<TableRecord> tables, LeftOut leftOut) {
        return new CatalogHeader(
                header.backup(),
                header.shard(),
                header.shardName(),
                header.schema(),
                header.instance(),
                tables,
                header.objects(),
                header.notSaved(),
                leftOut);
    }

    private static TableRecord where(TableRecord table) {
        return new TableRecord(
                table.number(),
                table.name(),
                table.logicalTable(),
                table.engine(),
                table.definition(),
                table.columns(),
                table.key(),
                "id < 5");
    }

    private static Store write(CatalogHeader header, boolean partial) {
        Store repository = new MemoryStore();
        Store folder = BACKUP.folder(repository);
        try (BackupWriter writer = BackupWriter.begin(folder, BACKUP.id(), NoEnvelope.INSTANCE, Optional.empty())) {
            ShardReference shard;
            try (ShardWriter files = writer.shard(header)) {
                shard = files.finish(List.of(
                        new TableTotals(0, 0, 0, RowSetDigest.EMPTY), new TableTotals(1, 0, 0, RowSetDigest.EMPTY)));
            }
            RootManifest whole = BACKUP.manifest(Optional.empty(), List.of(shard));
            writer.commit(partial ? asPart(whole) : whole, Optional.empty());
        }
        return repository;
    }

    private static RootManifest asPart(RootManifest manifest) {
        return new RootManifest(
                manifest.repository(),
                manifest.backup(),
                manifest.created(),
                manifest.finished(),
                manifest.program(),
                manifest.keyCheck(),
                true,
                manifest.cut(),
                manifest.previous(),
                manifest.shards());
    }

    private static BackupReader open(Store repository) {
        return BackupReader.open(BACKUP.folder(repository), BACKUP.id(), new SignatureRule.NotChecked());
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aPartComesBackAsItWasWritten(CatalogHeader part) {
        Store repository = write(part, true);
        assertEquals(part, open(repository).shard(0, NoEnvelope.INSTANCE).header());
        assertEquals(List.of(), findings(repository));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aPartUnderTheManifestOfAWholeIsDamage(CatalogHeader part) {
        Store repository = write(part, false);
        DamagedException damage =
                assertThrows(DamagedException.class, () -> open(repository).shard(0, NoEnvelope.INSTANCE));
        assertTrue(
                damage.getMessage().contains("ds_0") && damage.getMessage().contains("of a part"), damage::getMessage);
        assertEquals(1, findings(repository).size());
    }

    @Test
    void oneShardOfAPartMayBeWhole() {
        assertEquals(List.of(), findings(write(BACKUP.header(0), true)));
    }

    private static List<Finding> findings(Store repository) {
        return BackupChecker.data(repository, open(repository), NoEnvelope.INSTANCE, CheckListener.NONE)
                .run()
                .findings();
    }
}
