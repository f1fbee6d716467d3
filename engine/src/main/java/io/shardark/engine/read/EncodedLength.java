package io.shardark.engine.read;

/**
 * The length before a value in a packet: one byte, or a byte that says how many more there are (MySQL source code
 * documentation, "Protocol::LengthEncodedInteger").
 */
final class EncodedLength {
    private static final int NULL = 0xFB;
    private static final int TWO_BYTES = 0xFC;
    private static final int THREE_BYTES = 0xFD;

    private EncodedLength() {}

    /** Whether there is NULL instead of a length, which takes one byte. */
    static boolean isNull(byte[] packet, int position) {
        return (packet[position] & 0xFF) == NULL;
    }

    /** The length itself. */
    static int of(byte[] packet, int position) {
        int first = packet[position] & 0xFF;
        return first < NULL ? first : littleEndian(packet, position + 1, size(first) - 1);
    }

    /** How many bytes it takes, 1 to 9. */
    static int size(byte[] packet, int position) {
        return size(packet[position] & 0xFF);
    }

    private static int size(int first) {
        if (first <= NULL) {
            return 1;
        }
        return first == TWO_BYTES ? 3 : first == THREE_BYTES ? 4 : 9;
    }

    /** A packet is one array, so the upper half of an eight-byte length is zero. */
    private static int littleEndian(byte[] packet, int position, int bytes) {
        int value = 0;
        for (int i = Math.min(bytes, Integer.BYTES) - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (packet[position + i] & 0xFF);
        }
        return value;
    }
}
