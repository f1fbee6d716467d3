package io.shardark.samples.benchmark;

/** The benchmark cannot go on. */
final class BenchmarkFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchmarkFailure(String message) {
        super(message);
    }
}
