package io.shardark.engine.read;

/** Looks for numbers in the text of a JSON document (RFC 8259) as MySQL writes it. */
final class JsonNumbers {
    /** So many digits fit in 64 bits, whatever they are. */
    private static final int SHORT = 18;

    private JsonNumbers() {}

    /**
     * Whether each number is an integer of at most 18 digits. A server that reads such a text makes the same text of it again: of these numbers
     * DECIMAL and INTEGER have one spelling, and all other values that have no JSON type of their own are shown as strings.
     */
    static boolean allShortIntegers(byte[] json) {
        int position = 0;
        while (position < json.length) {
            byte next = json[position];
            if (next == '"') {
                position = afterString(json, position + 1);
            } else if (isDigit(next)) {
                int start = position;
                position = afterDigits(json, position);
                if (position - start > SHORT || continuesNumber(json, position)) {
                    return false;
                }
            } else {
                position++;
            }
        }
        return true;
    }

    private static int afterString(byte[] json, int start) {
        int position = start;
        while (position < json.length && json[position] != '"') {
            position += json[position] == '\\' ? 2 : 1;
        }
        return position + 1;
    }

    private static int afterDigits(byte[] json, int start) {
        int position = start;
        while (position < json.length && isDigit(json[position])) {
            position++;
        }
        return position;
    }

    private static boolean continuesNumber(byte[] json, int position) {
        return position < json.length && (json[position] == '.' || json[position] == 'e' || json[position] == 'E');
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
