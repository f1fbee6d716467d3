package io.shardark.engine.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes integers as decimal text into an array, without an object for each. */
final class IntegerText {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SIGNED_DIGITS = 19;
    private static final int EIGHT_DIGITS = 100_000_000;
    /** The two digits of each number below 100, the first one in the lower byte. */
    private static final short[] PAIRS = new short[100];

    static {
        for (int i = 0; i < PAIRS.length; i++) {
            PAIRS[i] = (short) ('0' + i / 10 | ('0' + i % 10) << Byte.SIZE);
        }
    }

    private IntegerText() {}

    /** Returns the end of what was written. */
    static int write(long value, byte[] to, int at) {
        if (value >= 0) {
            return writeUnsigned(value, to, at);
        }
        to[at] = '-';
        // The smallest value is its own negative, and as an unsigned number the right one.
        return writeUnsigned(-value, to, at + 1);
    }

    /** Of a number up to 2^64-1, of which the highest bit is no sign. Returns the end of what was written. */
    static int writeUnsigned(long value, byte[] to, int at) {
        if (value < 0) {
            long rest = Long.divideUnsigned(value, 10);
            int end = writeUnsigned(rest, to, at);
            to[end] = (byte) ('0' + (value - rest * 10));
            return end + 1;
        }
        int digits = digits(value);
        long rest = value;
        int count = digits;
        while (rest >= EIGHT_DIGITS) {
            long next = rest / EIGHT_DIGITS;
            count -= 8;
            writeDigits((int) (rest - next * EIGHT_DIGITS), 8, to, at + count);
            rest = next;
        }
        writeDigits((int) rest, count, to, at);
        return at + digits;
    }

    /** So many digits of a number that is not negative, with zeros in front. Returns the end of what was written. */
    static int writeDigits(int value, int digits, byte[] to, int at) {
        int rest = value;
        int position = at + digits;
        while (position - at >= 2) {
            int next = rest / 100;
            position -= 2;
            writePair(rest - next * 100, to, position);
            rest = next;
        }
        if (position > at) {
            to[at] = (byte) ('0' + rest);
        }
        return at + digits;
    }

    /** Two digits of a number below 100. */
    static void writePair(int value, byte[] to, int at) {
        SHORT.set(to, at, PAIRS[value]);
    }

    private static int digits(long value) {
        long limit = 10;
        for (int digits = 1; digits < SIGNED_DIGITS; digits++) {
            if (value < limit) {
                return digits;
            }
            limit *= 10;
        }
        return SIGNED_DIGITS;
    }
}
