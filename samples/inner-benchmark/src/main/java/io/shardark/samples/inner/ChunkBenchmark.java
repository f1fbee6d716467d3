package io.shardark.samples.inner;

import io.shardark.format.chunk.ChunkDecoder;
import io.shardark.format.chunk.ChunkEncoder;
import io.shardark.format.chunk.ChunkIdentity;
import io.shardark.format.chunk.DecodedChunk;
import io.shardark.format.chunk.ExpectedChunk;
import io.shardark.format.chunk.StoredChunk;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.value.BackupId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Chunks of 16 MB of row text, the usual size, into stored bytes and back; megabytes are those of row text. */
public class ChunkBenchmark extends InnerBenchmark {
    private static final BackupId BACKUP = new BackupId("20261122T150312Z-3f9a01bc");
    private static final int CHUNK = 16 << 20;
    private static final int COUNT = 120_000;

    /** The envelope. */
    @Param
    public Sealing sealing = Sealing.CMS;

    private final RowBuffer rows = new RowBuffer(CHUNK);
    private final ChunkIdentity identity = new ChunkIdentity(BACKUP, 0, "ds_0", "t_order_0", 17, Rows.ORDERS.columns());
    private Codec codec = new Codec(Sealing.NONE.envelope(BACKUP));
    private byte[] stored = {};
    private ExpectedChunk expected = expected(codec.encoder.encode(identity, oneRow()));

    /** Makes a chunk. */
    @Setup
    public void makeChunk() {
        close();
        codec = new Codec(sealing.envelope(BACKUP));
        rows.clear();
        Rows.ORDERS.packets(COUNT).appendTo(rows);
        StoredChunk chunk = codec.encoder.encode(identity, rows);
        stored = chunk.bytes();
        expected = expected(chunk);
    }

    /** Compressing, sealing, and opening again to compare. */
    @Benchmark
    public StoredChunk encode(Text counted) {
        counted.count(rows.length(), rows.rows());
        return codec.encoder.encode(identity, rows);
    }

    /** Opening with all checks. */
    @Benchmark
    public DecodedChunk decode(Text counted) {
        counted.count(rows.length(), rows.rows());
        return codec.decoder.decode(expected, stored, "a chunk");
    }

    /** Gives native memory back. */
    @TearDown
    public void close() {
        codec.encoder.close();
        codec.decoder.close();
    }

    private RowBuffer oneRow() {
        Rows.ORDERS.packets(1).appendTo(rows);
        return rows;
    }

    private ExpectedChunk expected(StoredChunk chunk) {
        return new ExpectedChunk(identity, rows.length(), rows.digest(), chunk.sha256());
    }

    /** Both directions under one key. */
    private record Codec(ChunkEncoder encoder, ChunkDecoder decoder) {
        Codec(Envelope envelope) {
            this(new ChunkEncoder(envelope), new ChunkDecoder(envelope));
        }
    }
}
