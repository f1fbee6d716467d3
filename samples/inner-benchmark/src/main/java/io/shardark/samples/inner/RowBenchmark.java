package io.shardark.samples.inner;

import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowReader;
import io.shardark.format.row.RowSetDigest;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Rows into row text and back, with their digest. One call is a chunk of about 4 MB. */
public class RowBenchmark extends InnerBenchmark {
    private static final int CHUNK = 4 << 20;
    private static final int COUNT = 40_000;

    /** The kind of rows. */
    @Param
    public Rows rows = Rows.SHORT;

    private final RowBuffer buffer = new RowBuffer(CHUNK);
    private Packets packets = new Packets(0, 0);
    private byte[] text = {};

    /** Makes the rows. */
    @Setup
    public void makeRows() {
        packets = rows.packets(COUNT);
        packets.appendTo(buffer);
        text = Arrays.copyOf(buffer.array(), buffer.length());
    }

    /** As a backup reads rows: escaping and digest. */
    @Benchmark
    public RowSetDigest write(Text counted) {
        buffer.clear();
        packets.appendTo(buffer);
        counted.count(buffer.length(), buffer.rows());
        return buffer.digest();
    }

    /** As a restore and a verification read them: strict, with digest. */
    @Benchmark
    public RowSetDigest read(Text counted) {
        RowSetDigest digest =
                RowReader.check(text, 0, text.length, rows.columns().size(), "a chunk");
        counted.count(text.length, digest.rows());
        return digest;
    }

    /** Nothing but the digest, and looking for newlines. */
    @Benchmark
    public RowSetDigest digest(Text counted) {
        RowSetDigest digest = RowSetDigest.of(text, 0, text.length);
        counted.count(text.length, digest.rows());
        return digest;
    }
}
