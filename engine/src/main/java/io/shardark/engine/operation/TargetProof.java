package io.shardark.engine.operation;

import io.shardark.engine.load.ShardPlan;
import io.shardark.engine.load.TargetTable;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SpareSessions;
import io.shardark.engine.pace.Pacer;
import io.shardark.engine.read.RowEncoding;
import io.shardark.engine.read.TableDigest;
import io.shardark.engine.topology.Instance;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads restored tables back and compares the digests of their rows with the catalog's. Safe for several threads. */
final class TargetProof implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final SpareSessions<Reader> readers;
    private final List<ShardPlan> plans;
    private final Map<Key, RowSetDigest> found = new ConcurrentHashMap<>();
    private final Set<Instance> withoutNegativeZero = ConcurrentHashMap.newKeySet();

    private record Reader(Session session, RowBuffer rows) {}

    private record Key(int shard, int table) {
        static Key of(TargetTable target) {
            return new Key(
                    target.plan().source().header().shard(), target.table().number());
        }
    }

    /** Prepares the proof of all tables of the plans. */
    TargetProof(Sessions sessions, List<ShardPlan> plans) {
        this.readers = new SpareSessions<>(instance -> reader(sessions.open(instance)), Reader::session);
        this.plans = plans;
    }

    /** Reads a table whose rows are complete; {@link #compared} tells what came of it. */
    void read(TargetTable target, Pacer pacer) {
        pacer.await();
        RowSetDigest digest = readers.use(
                target.plan().target().instance(),
                reader -> TableDigest.ofRestored(
                        reader.session(),
                        target.plan().target().schema(),
                        // A target has the saved rows only, so all that it has count.
                        target.table().withAllRows(),
                        RowEncoding.forBytes(target.bytes()),
                        reader.rows(),
                        pacer::over));
        found.put(Key.of(target), digest);
    }

    /**
     * Compares all tables, which have been read.
     *
     * @return the digest of all restored rows of each shard, as the target has them
     * @throws DamagedException when rows of a table differ
     */
    List<RowSetDigest> compared() {
        List<ShardarkException> problems = new ArrayList<>();
        List<RowSetDigest> shards = new ArrayList<>();
        for (ShardPlan plan : plans) {
            RowSetDigest sum = RowSetDigest.EMPTY;
            for (TableRecord table : plan.tables()) {
                TargetTable target = new TargetTable(plan, table);
                RowSetDigest digest = Objects.requireNonNull(found.get(Key.of(target)), target::place);
                if (!target.expected().equals(digest)) {
                    problems.add(different(target, digest));
                }
                sum = sum.plus(digest);
            }
            shards.add(sum);
        }
        ProblemsException.throwIfAny(problems);
        return List.copyOf(shards);
    }

    private DamagedException different(TargetTable target, RowSetDigest digest) {
        return new DamagedException(
                target.place() + ": the target holds " + digest + ", the backup " + target.expected(), hint(target));
    }

    private Reader reader(Session session) {
        // MariaDB 10.11 makes 0 of it, in columns too; 11.4 and MySQL keep it.
        if (!session.value("SELECT CAST('-0' AS DOUBLE)").equals("-0")) {
            withoutNegativeZero.add(session.instance());
        }
        return new Reader(session, new RowBuffer(BUFFER_BYTES));
    }

    @Override
    public void close() {
        readers.close();
    }

    private String hint(TargetTable target) {
        boolean reals = target.table().columns().stream()
                .map(column -> column.type().toLowerCase(Locale.ROOT))
                .anyMatch(type -> type.startsWith("float") || type.startsWith("double"));
        boolean lost =
                reals && withoutNegativeZero.contains(target.plan().target().instance());
        return "Somebody may have written to the table during the restore. Drop the schema and restore again."
                + (lost
                        ? " Or its FLOAT or DOUBLE columns have a negative zero, which this server takes for 0; then"
                                + " restore to a server like the source."
                        : "");
    }
}
