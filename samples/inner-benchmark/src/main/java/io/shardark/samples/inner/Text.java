package io.shardark.samples.inner;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the calls of a benchmark work on, so that its result is also told in megabytes and rows per second. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Text {
    private static final double MEGABYTE = 1e6;

    /** Read, and set to zero before each iteration, by JMH, which sees public fields only. */
    public double megabytes;

    /** As the other. */
    public double rows;

    void count(long length) {
        megabytes += length / MEGABYTE;
    }

    void count(long length, long rowCount) {
        count(length);
        rows += rowCount;
    }
}
