package io.shardark.format.chunk;

import io.shardark.format.error.DamagedException;

/**
 * The header of a zstd frame (RFC 8878 section 3.1.1.1). It is read here, before the native library sees a byte, so
 * that sizes are known to be harmless.
 *
 * @param contentSize length of what the frame decompresses to
 * @param windowSize memory that decompression needs, in bytes
 */
record DataFrameHeader(long contentSize, long windowSize) {
    /** FORMAT.md section 4.1. */
    static final int LARGEST_WINDOW_LOG = 23;

    private static final int MAGIC = 0xFD2FB528;
    private static final int SINGLE_SEGMENT = 0x20;
    /** Bits that RFC 8878 makes every encoder leave zero. */
    private static final int RESERVED = 0x18;

    private static final int CHECKSUM = 0x04;
    private static final int DICTIONARY = 0x03;

    /**
     * Reads the header and checks everything that FORMAT.md demands of it.
     *
     * @throws DamagedException when it is not such a header
     */
    static DataFrameHeader read(byte[] bytes, int offset, int length, String place) {
        if (length < 6 || (int) littleEndian(bytes, offset, 4) != MAGIC) {
            throw new DamagedException(place + ": no zstd frame follows the identity");
        }
        int descriptor = bytes[offset + 4] & 0xFF;
        if ((descriptor & (RESERVED | DICTIONARY)) != 0 || (descriptor & CHECKSUM) == 0) {
            throw new DamagedException(place + ": the zstd frame has flags 0x" + Integer.toHexString(descriptor)
                    + "; a checksum and no dictionary are expected");
        }
        boolean singleSegment = (descriptor & SINGLE_SEGMENT) != 0;
        int sizeAt = offset + (singleSegment ? 5 : 6);
        int sizeLength = sizeLength(descriptor >> 6, singleSegment);
        if (sizeLength == 0 || sizeAt + sizeLength > offset + length) {
            throw new DamagedException(place + ": the zstd frame does not say the size of its content");
        }
        long contentSize = littleEndian(bytes, sizeAt, sizeLength) + (sizeLength == 2 ? 256 : 0);
        long windowSize = singleSegment ? contentSize : windowSize(bytes[offset + 5] & 0xFF);
        return new DataFrameHeader(contentSize, windowSize).checked(place);
    }

    private DataFrameHeader checked(String place) {
        if (windowSize < 0 || windowSize > 1L << LARGEST_WINDOW_LOG) {
            throw new DamagedException(place + ": the zstd frame needs a window of "
                    + Long.toUnsignedString(windowSize) + " bytes; at most " + (1L << LARGEST_WINDOW_LOG)
                    + " are allowed");
        }
        return this;
    }

    private static int sizeLength(int flag, boolean singleSegment) {
        return switch (flag) {
            case 0 -> singleSegment ? 1 : 0;
            case 1 -> 2;
            case 2 -> 4;
            default -> 8;
        };
    }

    private static long windowSize(int descriptor) {
        long base = 1L << (10 + (descriptor >> 3));
        return base + base / 8 * (descriptor & 7);
    }

    private static long littleEndian(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (bytes[offset + i] & 0xFF);
        }
        return value;
    }
}
