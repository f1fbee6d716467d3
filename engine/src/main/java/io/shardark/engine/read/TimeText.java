package io.shardark.engine.read;

/**
 * Writes dates and times of the binary protocol as servers write them in text. A length comes first, and parts that are
 * zero can be left out from the end.
 */
final class TimeText {
    private static final int DATE_LENGTH = 4;
    private static final int SECONDS_LENGTH = 7;
    private static final int MICROSECONDS_LENGTH = 11;
    private static final int DURATION_SECONDS_LENGTH = 8;
    private static final int DURATION_MICROSECONDS_LENGTH = 12;
    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    static final int MOST_DECIMALS = 6;

    private TimeText() {}

    /** {@code YYYY-MM-DD}. Returns the end of what was written. */
    static int writeDate(byte[] packet, int position, byte[] to, int at) {
        boolean given = packet[position] >= DATE_LENGTH;
        int year = given ? (packet[position + 1] & 0xFF) | (packet[position + 2] & 0xFF) << 8 : 0;
        IntegerText.writePair(year / 100, to, at);
        IntegerText.writePair(year % 100, to, at + 2);
        int end = writePart('-', given ? packet[position + 3] : 0, to, at + 4);
        return writePart('-', given ? packet[position + 4] : 0, to, end);
    }

    /** {@code YYYY-MM-DD hh:mm:ss} with so many decimals. Returns the end of what was written. */
    static int writeDateAndTime(byte[] packet, int position, int decimals, byte[] to, int at) {
        boolean given = packet[position] >= SECONDS_LENGTH;
        int end = writeDate(packet, position, to, at);
        end = writePart(' ', given ? packet[position + 5] : 0, to, end);
        end = writePart(':', given ? packet[position + 6] : 0, to, end);
        end = writePart(':', given ? packet[position + 7] : 0, to, end);
        int micros = packet[position] >= MICROSECONDS_LENGTH ? fourBytes(packet, position + 8) : 0;
        return writeFraction(micros, decimals, to, end);
    }

    /** {@code -hhh:mm:ss} with so many decimals. Returns the end of what was written. */
    static int writeDuration(byte[] packet, int position, int decimals, byte[] to, int at) {
        boolean given = packet[position] >= DURATION_SECONDS_LENGTH;
        int end = at;
        if (given && packet[position + 1] != 0) {
            to[end++] = '-';
        }
        int hours = given ? fourBytes(packet, position + 2) * 24 + packet[position + 6] : 0;
        end = IntegerText.writeDigits(hours, hours < 100 ? 2 : 3, to, end);
        end = writePart(':', given ? packet[position + 7] : 0, to, end);
        end = writePart(':', given ? packet[position + 8] : 0, to, end);
        int micros = packet[position] >= DURATION_MICROSECONDS_LENGTH ? fourBytes(packet, position + 9) : 0;
        return writeFraction(micros, decimals, to, end);
    }

    private static int writePart(char separator, int value, byte[] to, int at) {
        to[at] = (byte) separator;
        IntegerText.writePair(value, to, at + 1);
        return at + 3;
    }

    private static int writeFraction(int micros, int decimals, byte[] to, int at) {
        if (decimals == 0) {
            return at;
        }
        to[at] = '.';
        return IntegerText.writeDigits(micros / POWERS[MOST_DECIMALS - decimals], decimals, to, at + 1);
    }

    private static int fourBytes(byte[] packet, int position) {
        return (packet[position] & 0xFF)
                | (packet[position + 1] & 0xFF) << 8
                | (packet[position + 2] & 0xFF) << 16
                | (packet[position + 3] & 0xFF) << 24;
    }
}
