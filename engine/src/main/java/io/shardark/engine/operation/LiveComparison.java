package io.shardark.engine.operation;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.pace.Pace;
import io.shardark.engine.pace.Pacer;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressEvent.ShardDone;
import io.shardark.engine.progress.ProgressEvent.ShardPlanned;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.read.RowEncoding;
import io.shardark.engine.read.TableDigest;
import io.shardark.engine.repository.OpenBackup;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.ShardReader;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Compares the row-set digests of a backup with what the databases hold now, one thread per instance. */
final class LiveComparison {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int NO_SUCH_TABLE = 1146;
    private static final int NO_SUCH_SCHEMA = 1049;
    private static final int NO_SUCH_COLUMN = 1054;

    private final OpenBackup backup;
    private final Envelope envelope;
    private final Topology topology;
    private final Pace pace;
    private final ProgressListener progress;
    private final ParallelWork work = new ParallelWork();

    LiveComparison(OpenBackup backup, Envelope envelope, Topology topology, Pace pace, ProgressListener progress) {
        this.backup = backup;
        this.envelope = envelope;
        this.topology = topology;
        this.pace = pace;
        this.progress = progress;
    }

    /** A shard of the backup and where it lives. */
    private record Pair(ShardReader saved, Shard shard) {}

    /** What differs, one sentence each. */
    List<String> run() {
        List<String> findings = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (ShardReference reference : backup.reader().manifest().shards()) {
            ShardReader saved = backup.reader().shard(reference.shard(), envelope);
            shardNamed(saved.header().shardName())
                    .ifPresentOrElse(
                            shard -> pairs.add(new Pair(saved, shard)),
                            () -> findings.add("shard " + saved.header().shardName()
                                    + " of the backup is not in the configuration"));
        }
        List<Callable<List<String>>> instances = topology.instances().stream()
                .map(instance -> compare(instance, on(instance, pairs)))
                .toList();
        work.run("compare", instances).forEach(findings::addAll);
        return findings;
    }

    private Optional<Shard> shardNamed(String name) {
        return topology.shards().stream()
                .filter(shard -> shard.name().equals(name))
                .findFirst();
    }

    private static List<Pair> on(Instance instance, List<Pair> pairs) {
        return pairs.stream()
                .filter(pair -> pair.shard().instance().number() == instance.number())
                .toList();
    }

    private Callable<List<String>> compare(Instance instance, List<Pair> pairs) {
        return () -> {
            List<String> findings = new ArrayList<>();
            if (!pairs.isEmpty()) {
                Pacer pacer = pace.pacer(instance, work::check);
                try (Session session = pace.sessions().open(instance)) {
                    pairs.forEach(pair -> compare(session, pacer, pair, findings));
                }
            }
            return findings;
        };
    }

    private void compare(Session session, Pacer pacer, Pair pair, List<String> findings) {
        List<TableRecord> tables = pair.saved().header().tables();
        List<TableTotals> totals = pair.saved().totals();
        progress.on(new ShardPlanned(
                pair.shard().name(),
                tables.size(),
                totals.stream().mapToLong(table -> table.digest().rows()).sum(),
                totals.stream().mapToLong(TableTotals::bytes).sum()));
        RowBuffer rows = new RowBuffer(BUFFER_BYTES);
        for (int n = 0; n < tables.size(); n++) {
            pacer.await();
            compare(session, rows, pacer, pair.shard(), tables.get(n), totals.get(n), findings);
        }
        progress.on(new ShardDone(pair.shard().name()));
    }

    private void compare(
            Session session,
            RowBuffer rows,
            Pacer pacer,
            Shard shard,
            TableRecord table,
            TableTotals saved,
            List<String> findings) {
        String place = "table " + table.name() + " of " + shard.place();
        try {
            RowSetDigest found = TableDigest.compute(
                    session, shard.schema(), table, RowEncoding.forBytes(saved.bytes()), rows, pacer::over);
            if (!found.equals(saved.digest())) {
                findings.add(place + " differs: the backup has " + saved.digest() + ", the database " + found);
            }
        } catch (UnreachableException e) {
            findings.add(place + " cannot be compared: " + missing(e));
        }
        progress.on(new ChunkDone(shard.name(), table.name(), saved.digest().rows(), saved.bytes(), 0));
    }

    /** Something that is not there is a difference; any other failure ends the comparison. */
    private static String missing(ShardarkException e) {
        if (Set.of(NO_SUCH_TABLE, NO_SUCH_SCHEMA, NO_SUCH_COLUMN).contains(Session.errorNumber(e))) {
            return e.getMessage();
        }
        throw e;
    }
}
