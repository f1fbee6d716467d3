package io.shardark.format.chunk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The frame of RFC 8878 section 3.1.2 that decompressors pass over; ours holds a chunk's identity. */
final class SkippableFrame {
    static final int MAGIC = 0x184D2A50;
    static final int HEADER_LENGTH = 8;

    private SkippableFrame() {}

    /** Length of the frame that the bytes begin with, its header included; -1 when there is no whole frame. */
    static int length(byte[] bytes) {
        if (bytes.length < HEADER_LENGTH) {
            return -1;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt() != MAGIC) {
            return -1;
        }
        long length = HEADER_LENGTH + Integer.toUnsignedLong(header.getInt());
        return length <= bytes.length ? (int) length : -1;
    }
}
