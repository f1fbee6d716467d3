package io.shardark.format.catalog;

import io.shardark.format.error.DamagedException;

/** What a catalog's Zstandard frame header has to say (RFC 8878, section 3.1.1.1) before it is given to the decoder. */
final class FrameHeader {
    private static final byte[] MAGIC = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};
    private static final int SHORTEST_FRAME = 9;
    private static final int DESCRIPTOR = 4;
    private static final int WINDOW = 5;
    private static final int CHECKSUM_FLAG = 0b100;
    /** Content size, single segment, unused, reserved and dictionary bits. */
    private static final int OTHER_FLAGS = 0b1111_1011;
    /** The exponent of the window, in the upper five bits, counts from 2^10. */
    private static final int LARGEST_WINDOW = (23 - 10) << 3;

    private FrameHeader() {}

    static void check(byte[] frame, String file) {
        requireMagic(frame, file);
        requireChecksum(frame, file);
        requireStreamed(frame, file);
        requireWindow(frame, file);
    }

    private static void requireMagic(byte[] frame, String file) {
        boolean good = frame.length >= SHORTEST_FRAME;
        for (int i = 0; good && i < MAGIC.length; i++) {
            good = frame[i] == MAGIC[i];
        }
        if (!good) {
            throw new DamagedException(file + " does not hold a Zstandard frame");
        }
    }

    private static void requireChecksum(byte[] frame, String file) {
        if ((frame[DESCRIPTOR] & CHECKSUM_FLAG) == 0) {
            throw new DamagedException(file + " is a Zstandard frame without checksum");
        }
    }

    private static void requireStreamed(byte[] frame, String file) {
        if ((frame[DESCRIPTOR] & OTHER_FLAGS) != 0) {
            throw new DamagedException(file + " is a Zstandard frame with a content size or a dictionary");
        }
    }

    private static void requireWindow(byte[] frame, String file) {
        if ((frame[WINDOW] & 0xff) > LARGEST_WINDOW) {
            throw new DamagedException(file + " is a Zstandard frame with a window of more than 8 MiB");
        }
    }
}
