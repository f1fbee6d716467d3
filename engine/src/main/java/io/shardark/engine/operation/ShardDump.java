package io.shardark.engine.operation;

import io.shardark.engine.cut.InstanceSnapshot;
import io.shardark.engine.cut.SnapshotPosition;
import io.shardark.engine.mysql.ServerIdentity;
import io.shardark.engine.progress.ProgressEvent.ShardDone;
import io.shardark.engine.progress.ProgressEvent.ShardPlanned;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.read.TableEstimate;
import io.shardark.engine.schema.ShardSchema;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.format.backup.BackupWriter;
import io.shardark.format.backup.ShardWriter;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.ChunkRecord;
import io.shardark.format.catalog.InstanceRecord;
import io.shardark.format.catalog.LeftOut;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.chunk.StoredChunk;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.BackupId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One shard that is being saved. Its files are begun with its first chunk and ended with its last table. */
final class ShardDump {
    private final Shard shard;
    private final ShardSchema definitions;
    private final InstanceSnapshot snapshot;
    private final List<String> notSaved;
    private final List<String> leftOutShards;
    private final BackupId backup;
    private final BackupWriter writer;
    private final ProgressListener progress;
    private final List<TableDump> tables = new ArrayList<>();

    private Optional<ShardWriter> files = Optional.empty();
    private Optional<ShardReference> reference = Optional.empty();
    private int endedTables;

    /** @param computedAnew which stored columns will have other values, one sentence each */
    ShardDump(
            Shard shard,
            ShardSchema definitions,
            InstanceSnapshot snapshot,
            List<String> computedAnew,
            List<String> leftOutShards,
            BackupId backup,
            BackupWriter writer,
            ProgressListener progress) {
        this.shard = shard;
        this.definitions = definitions;
        this.snapshot = snapshot;
        this.notSaved = Stream.concat(definitions.notSaved().stream(), computedAnew.stream())
                .toList();
        this.leftOutShards = leftOutShards;
        this.backup = backup;
        this.writer = writer;
        this.progress = progress;
        for (int n = 0; n < definitions.tables().size(); n++) {
            tables.add(new TableDump(
                    this,
                    definitions.tables().get(n),
                    definitions.keyIndexes().get(n),
                    definitions.estimates().get(n)));
        }
    }

    /** Tells how much work there is. */
    void announce() {
        List<TableEstimate> estimates = definitions.estimates();
        progress.on(new ShardPlanned(
                shard.name(),
                tables.size(),
                estimates.stream().mapToLong(TableEstimate::rows).sum(),
                estimates.stream().mapToLong(TableEstimate::bytes).sum()));
    }

    List<TableDump> largestTablesFirst() {
        return tables.stream()
                .sorted(Comparator.comparingLong(
                                (TableDump table) -> table.estimate().bytes())
                        .reversed())
                .toList();
    }

    boolean isOn(Instance instance) {
        return shard.instance().number() == instance.number();
    }

    BackupId backup() {
        return backup;
    }

    int number() {
        return shard.number();
    }

    String name() {
        return shard.name();
    }

    /** As the server spells it, which the catalog does too; some servers take the configuration's in another case. */
    String schema() {
        return definitions.schema().name();
    }

    String place() {
        return shard.place();
    }

    ProgressListener progress() {
        return progress;
    }

    void write(ChunkRecord record, StoredChunk stored) {
        files().write(record, stored);
    }

    /** Ends the shard's files with its last table. */
    synchronized void tableEnded() {
        endedTables++;
        if (endedTables == tables.size()) {
            finish();
        }
    }

    /** The shard as the root manifest names it; a shard without tables gets its files only now. */
    synchronized ShardReference reference() {
        if (reference.isEmpty()) {
            finish();
        }
        return reference.orElseThrow();
    }

    BackupReport.ShardResult result() {
        RowSetDigest digest = RowSetDigest.EMPTY;
        long rowBytes = 0;
        for (TableDump table : tables) {
            digest = digest.plus(table.totals().digest());
            rowBytes += table.totals().bytes();
        }
        return new BackupReport.ShardResult(
                shard.name(), tables.size(), digest, rowBytes, reference().storedBytes());
    }

    long chunks() {
        return tables.stream().mapToLong(table -> table.totals().chunks()).sum();
    }

    List<String> needs() {
        return definitions.needs();
    }

    List<String> notSaved() {
        return notSaved;
    }

    /** Gives up files that were not ended. */
    synchronized void close() {
        if (reference.isEmpty() && endedTables < tables.size()) {
            files.ifPresent(ShardWriter::close);
        }
    }

    private void finish() {
        List<TableTotals> totals = tables.stream().map(TableDump::totals).toList();
        try (ShardWriter writing = files()) {
            reference = Optional.of(writing.finish(totals));
        }
        progress.on(new ShardDone(shard.name()));
    }

    private synchronized ShardWriter files() {
        if (files.isEmpty()) {
            files = Optional.of(writer.shard(header()));
        }
        return files.get();
    }

    /** What the catalog says before its chunks. */
    CatalogHeader header() {
        return new CatalogHeader(
                backup,
                shard.number(),
                shard.name(),
                definitions.schema(),
                instance(),
                definitions.tables(),
                definitions.objects(),
                notSaved,
                new LeftOut(
                        leftOutShards,
                        definitions.leftOut().tables(),
                        definitions.leftOut().objects()));
    }

    private InstanceRecord instance() {
        ServerIdentity server = snapshot.sessions().get(0).server();
        SnapshotPosition position = snapshot.position();
        return new InstanceRecord(
                shard.instance().name(),
                server.product().text(),
                server.version(),
                server.serverId(),
                position.gtid(),
                position.binlogFile(),
                position.binlogPosition(),
                server.lowerCaseTableNames());
    }
}
