package io.shardark.engine.read;

/**
 * Finds values in rows of the text protocol: one behind the other, each with its length before it as an integer of one
 * to nine bytes, NULL as the byte 0xFB (MySQL source code documentation, "Text Resultset Row").
 */
final class TextDecoder implements RowDecoder {
    private final int fields;
    private final RowValues values;

    /**
     * @param fields how many columns each row has
     * @param columns how many of them are wanted, from the first
     */
    TextDecoder(int fields, int columns) {
        this.fields = fields;
        this.values = new RowValues(columns);
    }

    @Override
    public RowValues values() {
        return values;
    }

    @Override
    public void decode(byte[] packet, int start, int end) {
        values.setPacket(packet);
        int position = start;
        for (int column = 0; column < fields; column++) {
            position = decode(packet, position, end, column);
        }
        if (position != end) {
            throw RowDecoder.torn();
        }
    }

    /** Returns where the next column begins. */
    private int decode(byte[] packet, int start, int end, int column) {
        if (start >= end) {
            throw RowDecoder.torn();
        }
        boolean wanted = column < values.columns();
        if (EncodedLength.isNull(packet, start)) {
            if (wanted) {
                values.setNull(column);
            }
            return start + 1;
        }
        int position = start + EncodedLength.size(packet, start);
        int length = EncodedLength.of(packet, start);
        if (length < 0 || length > end - position) {
            throw RowDecoder.torn();
        }
        if (wanted) {
            values.set(column, position, length);
        }
        return position + length;
    }
}
