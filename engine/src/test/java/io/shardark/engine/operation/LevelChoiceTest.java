package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardark.format.chunk.CompressionLevel;
import org.junit.jupiter.api.Test;

class LevelChoiceTest {
    private static final int WINDOW = 8;

    private final LevelChoice choice = new LevelChoice(bounds(1, 4));

    @Test
    void staysLowWhileStoringTakesNoTime() {
        for (int window = 0; window < 20; window++) {
            window(100, 1, 50);
        }
        assertEquals(1, choice.level().value());
    }

    @Test
    void risesToItsBoundWhileTheSinkIsShort() {
        for (int window = 0; window < 20; window++) {
            window(100, 500, 50 - 2 * choice.level().value());
        }
        assertEquals(4, choice.level().value());
    }

    @Test
    void comesDownWhenTheSinkIsFastAgain() {
        for (int window = 0; window < 20; window++) {
            window(100, 500, 50 - 2 * choice.level().value());
        }
        for (int window = 0; window < 3; window++) {
            window(100, 10, 42);
        }
        assertEquals(1, choice.level().value());
    }

    @Test
    void staysWhereBothAreAsShort() {
        window(100, 500, 50);
        window(100, 60, 45);
        window(100, 60, 45);
        assertEquals(2, choice.level().value());
    }

    @Test
    void leavesALevelThatMakesNothingSmaller() {
        int high = 0;
        for (int window = 0; window < 34; window++) {
            high += choice.level().value() > 1 ? 1 : 0;
            window(100, 500, 50);
        }
        assertEquals(2, high, "tried once in the beginning and once later");
        assertEquals(1, choice.level().value());
    }

    @Test
    void oneSlowChunkChangesNothing() {
        for (int window = 0; window < 5; window++) {
            choice.add(100, 500, 100, 50);
            for (int chunk = 1; chunk < WINDOW; chunk++) {
                choice.add(100, 1, 100, 50);
            }
        }
        assertEquals(1, choice.level().value());
    }

    @Test
    void aFixedLevelIsKept() {
        LevelChoice fixed = new LevelChoice(bounds(3, 3));
        for (int chunk = 0; chunk < 100; chunk++) {
            fixed.add(1, 1000, 100, 50);
        }
        assertEquals(3, fixed.level().value());
    }

    @Test
    void boundsAreInOrder() {
        assertThrows(IllegalArgumentException.class, () -> bounds(3, 2));
    }

    private void window(long encoding, long storing, long stored) {
        for (int chunk = 0; chunk < WINDOW; chunk++) {
            choice.add(encoding, storing, 100, stored);
        }
    }

    private static CompressionBounds bounds(int lowest, int highest) {
        return new CompressionBounds(new CompressionLevel(lowest), new CompressionLevel(highest));
    }
}
