package io.shardark.engine.operation;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.pace.Pacer;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.read.ChunkPlanner;
import io.shardark.engine.read.ChunkReader;
import io.shardark.engine.read.ChunkSink;
import io.shardark.engine.read.JsonReading;
import io.shardark.engine.read.KeyRange;
import io.shardark.engine.read.RangePlan;
import io.shardark.engine.read.TableEstimate;
import io.shardark.format.catalog.ChunkRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.chunk.ChunkIdentity;
import io.shardark.format.chunk.StoredChunk;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import java.util.List;
import java.util.Optional;

/** One table that is being saved by any number of workers. */
final class TableDump {
    private final ShardDump shard;
    private final TableRecord table;
    private final TableEstimate estimate;

    /** How the next range begins to be read; only speed depends on it. */
    private volatile JsonReading json = JsonReading.AS_SHOWN;

    private Optional<RangePlan> ranges = Optional.empty();
    private int openRanges;
    private int chunks;
    private long bytes;
    private RowSetDigest digest = RowSetDigest.EMPTY;

    TableDump(ShardDump shard, TableRecord table, TableEstimate estimate) {
        this.shard = shard;
        this.table = table;
        this.estimate = estimate;
    }

    TableEstimate estimate() {
        return estimate;
    }

    /** The next range to read; empty when all are taken. */
    synchronized Optional<KeyRange> next(Session session, int chunkBytes) {
        try {
            if (ranges.isEmpty()) {
                ranges = Optional.of(ChunkPlanner.plan(session, shard.schema(), table, estimate, chunkBytes));
            }
            Optional<KeyRange> range = ranges.get().next(session);
            if (range.isPresent()) {
                openRanges++;
            }
            return range;
        } catch (ShardarkException e) {
            throw SnapshotFailures.of(place(), e);
        }
    }

    /** Reads a range and stores its chunks; whoever ends the last one compares the count. */
    void read(Session session, KeyRange range, int chunkBytes, RowBuffer rows, TimedEncoder encoder, Pacer pacer) {
        try {
            ChunkSink sink = pacer.over((after, upTo, full) -> {
                pacer.check();
                store(after, upTo, full, encoder);
            });
            JsonReading next = ChunkReader.read(session, shard.schema(), range, json, chunkBytes, rows, sink);
            if (next == JsonReading.READ_AGAIN) {
                json = next;
            }
            if (rangeEnded()) {
                pacer.await();
                compareCount(session);
                shard.tableEnded();
            }
        } catch (ShardarkException e) {
            throw SnapshotFailures.of(place(), e);
        }
    }

    private void store(List<String> after, List<String> upTo, RowBuffer rows, TimedEncoder encoder) {
        int number = nextNumber();
        ChunkIdentity identity = new ChunkIdentity(
                shard.backup(), shard.number(), shard.schema(), table.name(), number, table.columnNames());
        ChunkRecord record = new ChunkRecord(table.number(), number, rows.length(), rows.digest(), after, upTo);
        StoredChunk stored = encoder.store(identity, rows, chunk -> shard.write(record, chunk));
        add(record);
        shard.progress()
                .on(new ChunkDone(shard.name(), table.name(), rows.rows(), rows.length(), stored.bytes().length));
    }

    /** Chunks are numbered as they are read; their ranges say where they belong. */
    private synchronized int nextNumber() {
        return chunks++;
    }

    private synchronized void add(ChunkRecord chunk) {
        bytes += chunk.bytes();
        digest = digest.plus(chunk.digest());
    }

    private synchronized boolean rangeEnded() {
        openRanges--;
        return openRanges == 0 && ranges.isPresent() && ranges.get().ended();
    }

    private void compareCount(Session session) {
        long counted = ChunkReader.count(session, shard.schema(), table);
        long saved = totals().digest().rows();
        if (counted != saved) {
            throw new DamagedException(
                    place() + ": " + saved + " rows were read, but the server counts " + counted
                            + " in the same snapshot",
                    "This points to a damaged index (CHECK TABLE tells) or to a fault of the server or of Shardark.");
        }
    }

    private String place() {
        return "table " + table.name() + " of " + shard.place();
    }

    /** The sums over all chunks so far. */
    synchronized TableTotals totals() {
        return new TableTotals(table.number(), chunks, bytes, digest);
    }
}
