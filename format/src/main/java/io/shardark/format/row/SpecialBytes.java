package io.shardark.format.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the bytes of row text that may mean something, eight at a time: bytes below 0x0B (a superset of the zero byte,
 * tab and newline, for which one comparison suffices; the other control characters are rare) and the backslash.
 */
final class SpecialBytes {
    static final byte TAB = '\t';
    static final byte NEWLINE = '\n';
    static final byte BACKSLASH = '\\';

    /** Eight bytes of an array as a number whose lowest byte is the first. */
    static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle HALF_WORD =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long BACKSLASHES = EVERY_BYTE * BACKSLASH;
    private static final long CONTROL_LIMITS = EVERY_BYTE * (NEWLINE + 1);

    private SpecialBytes() {}

    /**
     * The high bits of the special bytes of a word; zero when there is none. Only the lowest set bit is exact: a borrow
     * of the subtraction can mark further bytes above it.
     */
    static long marks(long word) {
        long backslash = word ^ BACKSLASHES;
        long equal = (backslash - EVERY_BYTE) & ~backslash;
        long below = (word - CONTROL_LIMITS) & ~word;
        return (equal | below) & HIGH_BITS;
    }

    /** A mask of the first bytes of a word, 0 to 7 of them. */
    static long firstBytes(int count) {
        return (1L << (count * Byte.SIZE)) - 1;
    }

    static boolean isSpecial(byte value) {
        return (value >= 0 && value <= NEWLINE) || value == BACKSLASH;
    }

    /**
     * Fewer than eight bytes as a word, zeros above them: one read where the array goes on, as a driver's packet does,
     * and else two that overlap. No loop: most values of a database are this short, and a loop of changing length costs
     * a misprediction each.
     */
    static long shortWord(byte[] bytes, int from, int count) {
        if (from <= bytes.length - Long.BYTES) {
            return (long) WORD.get(bytes, from) & firstBytes(count);
        }
        if (count >= Integer.BYTES) {
            long low = (int) HALF_WORD.get(bytes, from) & 0xFFFF_FFFFL;
            long high = (int) HALF_WORD.get(bytes, from + count - Integer.BYTES) & 0xFFFF_FFFFL;
            return low | (high << ((count - Integer.BYTES) * Byte.SIZE));
        }
        if (count == 0) {
            return 0;
        }
        int middle = count / 2;
        int last = count - 1;
        return (bytes[from] & 0xFFL)
                | ((bytes[from + middle] & 0xFFL) << (middle * Byte.SIZE))
                | ((bytes[from + last] & 0xFFL) << (last * Byte.SIZE));
    }

    /** The letter that stands for a byte behind a backslash; 0 for a byte that is written as itself. */
    static byte letter(byte value) {
        if (!isSpecial(value)) {
            return 0;
        }
        return switch (value) {
            case 0 -> '0';
            case TAB -> 't';
            case NEWLINE -> 'n';
            case BACKSLASH -> BACKSLASH;
            default -> 0;
        };
    }

    /** The byte that a letter behind a backslash stands for; -1 for a letter that stands for none. */
    static int meaning(byte letter) {
        return switch (letter) {
            case '0' -> 0;
            case 't' -> TAB;
            case 'n' -> NEWLINE;
            case BACKSLASH -> BACKSLASH;
            default -> -1;
        };
    }

    /** The index of the first special byte at or after {@code from}, or {@code to} when there is none before it. */
    static int next(byte[] bytes, int from, int to) {
        int position = from;
        while (position <= to - Long.BYTES) {
            long marks = marks((long) WORD.get(bytes, position));
            if (marks != 0) {
                return position + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
            }
            position += Long.BYTES;
        }
        while (position < to && !isSpecial(bytes[position])) {
            position++;
        }
        return position;
    }
}
