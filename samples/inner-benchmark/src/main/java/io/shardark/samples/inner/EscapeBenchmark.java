package io.shardark.samples.inner;

import io.shardark.format.row.RowBuffer;
import java.util.Arrays;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Values into row text without the digest of rows. */
public class EscapeBenchmark extends InnerBenchmark {
    private static final int ROWS = 10_000;
    private static final int VALUES = ROWS * 5;
    private static final int LONG_VALUE = 1 << 20;

    private final RowBuffer buffer = new RowBuffer(16 << 20);
    private final Packets values = Rows.SHORT.packets(ROWS);
    private final byte[] clean = new byte[LONG_VALUE];
    private final byte[] binary = new byte[LONG_VALUE];

    /** The values of all rows and a long one. */
    public EscapeBenchmark() {
        Arrays.fill(clean, (byte) 'x');
        new Random(LONG_VALUE).nextBytes(binary);
    }

    /** Short values; one operation is one value. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public int shortValues(Text counted) {
        values.appendAsValues(buffer);
        counted.count(values.length());
        return buffer.length();
    }

    /** A value of 1 MiB without anything to escape. */
    @Benchmark
    public int longValue(Text counted) {
        return append(clean, counted);
    }

    /** A value of 1 MiB of random bytes, one in 64 of which is escaped. */
    @Benchmark
    public int binaryValue(Text counted) {
        return append(binary, counted);
    }

    private int append(byte[] value, Text counted) {
        buffer.append(value);
        buffer.abandonRow();
        counted.count(value.length);
        return buffer.length();
    }
}
