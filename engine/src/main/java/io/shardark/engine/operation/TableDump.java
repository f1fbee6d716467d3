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
import io.shardark.engine.read.RowEncoding;
import io.shardark.engine.read.RowReading;
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
import java.util.OptionalLong;

/** One table that is being saved by any number of workers. */
final class TableDump {
    private final ShardDump shard;
    private final TableRecord table;
    private final String keyIndex;
    private final TableEstimate estimate;

    /** How the next range begins to be read; only speed depends on it. */
    private volatile RowReading reading;

    private Optional<RangePlan> ranges = Optional.empty();
    private int openRanges;
    private int openChunks;
    private OptionalLong counted = OptionalLong.empty();
    private int chunks;
    private long bytes;
    private RowSetDigest digest = RowSetDigest.EMPTY;

    /** @param keyIndex the name of the index that the table's key was taken from; empty when it has none */
    TableDump(ShardDump shard, TableRecord table, String keyIndex, TableEstimate estimate) {
        this.shard = shard;
        this.table = table;
        this.keyIndex = keyIndex;
        this.estimate = estimate;
        this.reading = new RowReading(JsonReading.AS_SHOWN, RowEncoding.forBytes(estimate.bytes()));
    }

    TableEstimate estimate() {
        return estimate;
    }

    /** The next range to read; empty when all are taken. */
    synchronized Optional<KeyRange> next(Session session, int chunkBytes) {
        try {
            if (ranges.isEmpty()) {
                ranges = Optional.of(ChunkPlanner.plan(shard.schema(), table, keyIndex, estimate, chunkBytes));
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

    /** Reads a range and has its chunks stored; whoever reads the last one counts the rows. */
    void read(Session session, KeyRange range, int chunkBytes, EncodingLane lane, Pacer pacer) {
        try {
            ChunkSink sink = pacer.over(new LaneSink(lane, pacer));
            RowReading begun = reading;
            RowReading next = ChunkReader.read(session, shard.schema(), range, begun, chunkBytes, lane.rows(), sink);
            if (!next.equals(begun)) {
                reading = next;
            }
            if (rangeEnded()) {
                pacer.await();
                endIf(wasCounted(ChunkReader.count(session, shard.schema(), table)));
            }
        } catch (ShardarkException e) {
            throw SnapshotFailures.of(place(), e);
        }
    }

    /** Hands chunks to a lane. */
    private final class LaneSink implements ChunkSink {
        private final EncodingLane lane;
        private final Pacer pacer;

        LaneSink(EncodingLane lane, Pacer pacer) {
            this.lane = lane;
            this.pacer = pacer;
        }

        @Override
        public void chunk(List<String> after, List<String> upTo, RowBuffer rows) {
            pacer.check();
            int number = nextNumber();
            lane.encode((encoder, full) -> store(number, after, upTo, full, encoder));
        }

        @Override
        public RowBuffer next(RowBuffer taken) {
            return lane.rows();
        }
    }

    private void store(int number, List<String> after, List<String> upTo, RowBuffer rows, TimedEncoder encoder) {
        ChunkIdentity identity = new ChunkIdentity(
                shard.backup(), shard.number(), shard.schema(), table.name(), number, table.columnNames());
        ChunkRecord record = new ChunkRecord(table.number(), number, rows.length(), rows.digest(), after, upTo);
        StoredChunk stored = encoder.store(identity, rows, chunk -> shard.write(record, chunk));
        boolean last = wasStored(record);
        shard.progress()
                .on(new ChunkDone(shard.name(), table.name(), rows.rows(), rows.length(), stored.bytes().length));
        endIf(last);
    }

    /** Chunks are numbered as they are read; their ranges say where they belong. */
    private synchronized int nextNumber() {
        openChunks++;
        return chunks++;
    }

    /** Adds a chunk; true when with it the table is complete. */
    private synchronized boolean wasStored(ChunkRecord chunk) {
        bytes += chunk.bytes();
        digest = digest.plus(chunk.digest());
        openChunks--;
        return openChunks == 0 && counted.isPresent();
    }

    /** Takes the server's count after all ranges were read; true when with it the table is complete. */
    private synchronized boolean wasCounted(long rows) {
        counted = OptionalLong.of(rows);
        return openChunks == 0;
    }

    private synchronized boolean rangeEnded() {
        openRanges--;
        return openRanges == 0 && ranges.isPresent() && ranges.get().ended();
    }

    private void endIf(boolean complete) {
        if (complete) {
            compareCount();
            shard.tableEnded();
        }
    }

    private synchronized void compareCount() {
        long saved = digest.rows();
        if (counted.orElseThrow() != saved) {
            throw new DamagedException(
                    place() + ": " + saved + " rows were read, but the server counts " + counted.getAsLong()
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
