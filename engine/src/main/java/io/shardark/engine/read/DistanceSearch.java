package io.shardark.engine.read;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Looks for a distance between two keys that has about as many rows as are wanted between them. Goes in ever larger
 * steps until one distance has too few and one too many, and then halves what is between them: by orders of magnitude,
 * since a gap may be far larger than all the rest.
 */
final class DistanceSearch {
    private static final int FASTEST_STEP = 32;

    private final long wanted;
    private BigInteger distance;
    private Optional<BigInteger> withFew = Optional.empty();
    private Optional<BigInteger> withMany = Optional.empty();
    private int stepBits = 1;

    /**
     * A search.
     *
     * @param distance the first guess, at least 1
     * @param wanted number of rows, at least 1
     */
    DistanceSearch(BigInteger distance, long wanted) {
        this.distance = distance;
        this.wanted = wanted;
    }

    /** What to try next. */
    BigInteger distance() {
        return distance;
    }

    /** Whether nothing is left to try. */
    boolean exhausted() {
        return withMany.isPresent()
                && withMany.get().subtract(withFew.orElse(BigInteger.ZERO)).compareTo(BigInteger.ONE) <= 0;
    }

    /** The distance that was tried has too many rows. */
    void tooMany(long rows) {
        withMany = Optional.of(distance);
        distance = withFew.isPresent()
                ? between()
                : distance.divide(BigInteger.valueOf(Math.max(2, rows / wanted)))
                        .shiftRight(furtherBits())
                        .max(BigInteger.ONE);
    }

    /** The distance that was tried has too few rows. */
    void tooFew(long rows) {
        withFew = Optional.of(distance);
        distance = withMany.isPresent()
                ? between()
                : distance.multiply(BigInteger.valueOf(Math.max(2, wanted / Math.max(1, rows))))
                        .shiftLeft(furtherBits());
    }

    /** None for the first step, which the number of rows alone decides. */
    private int furtherBits() {
        int bits = stepBits - 1;
        stepBits = Math.min(FASTEST_STEP, 2 * stepBits);
        return bits;
    }

    private BigInteger between() {
        BigInteger few = withFew.orElseThrow();
        BigInteger many = withMany.orElseThrow();
        boolean farApart = many.bitLength() - few.bitLength() > 2;
        BigInteger middle = farApart ? few.multiply(many).sqrt() : few.add(many).shiftRight(1);
        return middle.max(few.add(BigInteger.ONE)).min(many);
    }
}
