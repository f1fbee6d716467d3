package io.shardark.engine.read;

/** Looks for numbers in the text of a JSON document (RFC 8259) as MySQL writes it. */
final class JsonNumbers {
    /** So many digits fit in 64 bits, whatever they are. */
    private static final int SHORT = 18;

    private JsonNumbers() {}

    /**
     * Whether each number is an integer of at most 18 digits. A server that reads such a text makes the same text of it
     * again: of these numbers DECIMAL and INTEGER have one spelling, and all other values that have no JSON type of
     * their own are shown as strings.
     */
    static boolean allShortIntegers(byte[] json, int offset, int length) {
        int limit = offset + length;
        int position = offset;
        while (position < limit) {
            byte next = json[position];
            if (next == '"') {
                position = afterString(json, position + 1, limit);
            } else if (isDigit(next)) {
                int start = position;
                position = afterDigits(json, position, limit);
                boolean goesOn = position < limit && continuesNumber(json[position]);
                if (goesOn || position - start > SHORT) {
                    return false;
                }
            } else {
                position++;
            }
        }
        return true;
    }

    private static int afterString(byte[] json, int start, int limit) {
        int position = start;
        while (position < limit && json[position] != '"') {
            position += json[position] == '\\' ? 2 : 1;
        }
        return position + 1;
    }

    private static int afterDigits(byte[] json, int start, int limit) {
        int position = start;
        while (position < limit && isDigit(json[position])) {
            position++;
        }
        return position;
    }

    private static boolean continuesNumber(byte value) {
        return value == '.' || value == 'e' || value == 'E';
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
