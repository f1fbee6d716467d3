package io.shardark.engine.read;

import com.mysql.cj.result.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds values in rows of the binary protocol: a byte 0, one bit for each column that tells whether it is NULL, and the
 * values that are not, each as its type has it (MySQL source code documentation, "Binary Protocol Resultset Row"). The
 * last column of the statement has to be {@link #END}.
 */
final class BinaryDecoder implements RowDecoder {
    /**
     * A last column that is the same in every row: behind the others it is found only if each of them was as long as it
     * was taken to be.
     */
    static final String END = "'end'";

    /** Its bytes in a packet, with their length before them. */
    private static final int END_BYTES = 'd' << 24 | 'n' << 16 | 'e' << 8 | 3;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** The bits of the first byte that stand for no column. */
    private static final int RESERVED_BITS = 2;

    private final BinaryValue[] columns;
    private final int bitmapLength;
    private final RowValues values;

    private BinaryDecoder(BinaryValue[] columns, int fields) {
        this.columns = columns;
        this.bitmapLength = (fields + RESERVED_BITS + Byte.SIZE - 1) / Byte.SIZE;
        this.values = new RowValues(columns.length, BinaryValue.LONGEST_TEXT);
    }

    /**
     * A decoder for rows of these fields; empty when the text of one of them is not known.
     *
     * @param columns how many columns of each row are wanted, from the first
     */
    static Optional<BinaryDecoder> of(Field[] fields, int columns) {
        boolean ends = fields.length == columns + 1 && BinaryValue.isText(fields[columns]);
        if (!ends) {
            return Optional.empty();
        }
        BinaryValue[] values = new BinaryValue[columns];
        for (int i = 0; i < columns; i++) {
            Optional<BinaryValue> value = BinaryValue.of(fields[i]);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values[i] = value.get();
        }
        return Optional.of(new BinaryDecoder(values, fields.length));
    }

    @Override
    public RowValues values() {
        return values;
    }

    @Override
    public void decode(byte[] packet, int start, int end) {
        int nulls = start + 1;
        int position = nulls + bitmapLength;
        if (position > end || packet[start] != 0) {
            throw RowDecoder.torn();
        }
        values.setPacket(packet);
        for (int column = 0; column < columns.length; column++) {
            int bit = column + RESERVED_BITS;
            if ((packet[nulls + bit / Byte.SIZE] & 1 << bit % Byte.SIZE) != 0) {
                values.setNull(column);
            } else if (position < end) {
                position = columns[column].read(packet, position, column, values);
            } else {
                throw RowDecoder.torn();
            }
        }
        if (end - position != Integer.BYTES || (int) INT.get(packet, position) != END_BYTES) {
            throw RowDecoder.torn();
        }
    }
}
