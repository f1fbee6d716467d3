package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistanceSearchTest {
    private static final long SEED = Long.getLong("shardark.seed", System.nanoTime());
    private static final long WANTED = 1000;
    private static final int ENOUGH = 20;

    /** How many tries it takes until about as many rows are found as are wanted; at most so many as are enough. */
    private static int tries(BigInteger first, ToLongFunction<BigInteger> rows) {
        DistanceSearch search = new DistanceSearch(first, WANTED);
        int tries = 0;
        while (tries < ENOUGH && !search.exhausted()) {
            tries++;
            assertTrue(search.distance().signum() > 0);
            assertTrue(search.distance().bitLength() < 1000, "seed " + SEED);
            long found = rows.applyAsLong(search.distance());
            if (found / 2 > WANTED) {
                search.tooMany(found);
            } else if (found < WANTED / 2) {
                search.tooFew(found);
            } else {
                return tries;
            }
        }
        return ENOUGH + 1;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 20, 30, 40, 50, 60, 63})
    void evenlySpreadRowsAreFoundSoon(int bits) {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            long gap = 1L + random.nextInt(10_000);
            BigInteger first = BigInteger.ONE.shiftLeft(bits);
            int tries = tries(first, distance -> saturated(distance.divide(BigInteger.valueOf(gap))));
            assertTrue(tries <= 12, tries + " tries, gap " + gap + ", seed " + SEED);
        }
    }

    @Test
    void rightGuessesAreNotImproved() {
        assertEquals(
                1, tries(BigInteger.valueOf(977_000), distance -> saturated(distance.divide(BigInteger.valueOf(977)))));
    }

    @Test
    void rowsBeforeALargeGapAreFound() {
        // 5,000 rows without gaps, and the others beyond 2^62.
        ToLongFunction<BigInteger> rows = distance -> Math.min(5000, saturated(distance));
        assertTrue(tries(BigInteger.ONE.shiftLeft(60), rows) <= ENOUGH);
    }

    @Test
    void nonsenseComesToAnEnd() {
        Random random = new Random(SEED);
        tries(BigInteger.ONE, distance -> 0);
        tries(BigInteger.ONE.shiftLeft(64), distance -> Long.MAX_VALUE);
        for (int i = 0; i < 1000; i++) {
            tries(
                    BigInteger.valueOf(1 + random.nextInt(1 << 30)),
                    distance -> random.nextBoolean() ? 0 : 1L << random.nextInt(63));
        }
    }

    private static long saturated(BigInteger value) {
        return value.bitLength() > 62 ? Long.MAX_VALUE : value.longValueExact();
    }
}
