package io.shardark.format.row;

import java.util.Random;

/** Bytes in which those that need escapes are frequent, rare, or absent. */
public final class RandomBytes {
    private static final byte[] SPECIAL = {0, 9, 10, 0x5C, 'N', 'n', 't', '0', 8, 11, 13, (byte) 0x80, (byte) 0xFF};

    private RandomBytes() {}

    /** An array of the given length. */
    public static byte[] of(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        int kind = random.nextInt(3);
        for (int i = 0; i < length; i++) {
            boolean special = kind == 0 ? random.nextBoolean() : kind == 1 && random.nextInt(50) == 0;
            if (special) {
                bytes[i] = SPECIAL[random.nextInt(SPECIAL.length)];
            } else if (kind == 1) {
                bytes[i] = (byte) ('a' + (bytes[i] & 15));
            }
        }
        return bytes;
    }
}
