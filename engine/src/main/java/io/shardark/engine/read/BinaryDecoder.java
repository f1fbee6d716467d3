package io.shardark.engine.read;

import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;
import io.shardark.format.error.UnreachableException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds values in rows of the binary protocol: a byte 0, one bit for each column that tells whether it is NULL, and the
 * values that are not, each as its type has it (MySQL source code documentation, "Binary Protocol Resultset Row").
 *
 * <p>The driver finds one value, and everything else from there: the first column of the statement has to be
 * {@link #MARKER}, and the one behind the wanted ones {@link #END}.
 */
final class BinaryDecoder implements RowDecoder {
    /** A first column that is the same in every row and takes one byte. */
    static final String MARKER = "''";

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
    private final FoundValue found = new FoundValue();
    private final RowValues values;

    private BinaryDecoder(BinaryValue[] columns, int fields) {
        this.columns = columns;
        this.bitmapLength = (fields + RESERVED_BITS + Byte.SIZE - 1) / Byte.SIZE;
        this.values = new RowValues(columns.length, BinaryValue.LONGEST_TEXT);
    }

    /**
     * A decoder for rows of these fields; empty when the text of one of them is not known.
     *
     * @param columns how many columns of each row are wanted, from the first behind the marker
     */
    static Optional<BinaryDecoder> of(Field[] fields, int columns) {
        boolean marked = fields.length == columns + 2
                && BinaryValue.isText(fields[0])
                && BinaryValue.isText(fields[columns + 1]);
        if (!marked) {
            return Optional.empty();
        }
        BinaryValue[] values = new BinaryValue[columns];
        for (int i = 0; i < columns; i++) {
            Optional<BinaryValue> value = BinaryValue.of(fields[i + 1]);
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
    public void decode(Row row) {
        found.forget();
        row.getValue(0, found);
        byte[] packet = found.packet();
        int position = found.offset();
        int nulls = position - 1 - bitmapLength;
        if (found.length() != 0 || nulls < 0) {
            throw new IllegalStateException("the driver shows another column than the first one of a whole row");
        }
        values.setPacket(packet);
        for (int column = 0; column < columns.length; column++) {
            int bit = column + 1 + RESERVED_BITS;
            if ((packet[nulls + bit / Byte.SIZE] & 1 << bit % Byte.SIZE) != 0) {
                values.setNull(column);
            } else {
                position = columns[column].read(packet, position, column, values);
            }
        }
        if (packet.length < position + Integer.BYTES || (int) INT.get(packet, position) != END_BYTES) {
            throw new UnreachableException(
                    "a row of a result does not end where its columns do",
                    "A proxy between Shardark and the server may change results; connect to the server directly.");
        }
    }
}
