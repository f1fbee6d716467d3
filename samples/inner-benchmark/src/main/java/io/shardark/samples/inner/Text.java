package io.shardark.samples.inner;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one call of a benchmark works on, so that its result is also told in megabytes (and rows) per second. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Text {
    private static final double MEGABYTE = 1e6;

    private long bytes;
    private long rowCount;

    void count(long length) {
        bytes += length;
    }

    void count(long length, long rows) {
        bytes += length;
        rowCount += rows;
    }

    /** Read by JMH. */
    public double megabytes() {
        return bytes / MEGABYTE;
    }

    /** Read by JMH. */
    public double rows() {
        return rowCount;
    }
}
