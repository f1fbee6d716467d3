package io.shardark.engine.read;

import com.mysql.cj.MysqlType;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.jdbc.result.ResultSetImpl;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Finds the values of streamed rows in the driver's own packets, so that they are copied once: into the chunk. {@code
 * ResultSet.getBytes} makes an array of each value and looks for it three times, and {@code ResultSet.next} takes a lock, which
 * together cost as much as receiving the rows (Connector/J 9.7.0, TextBufferRow).
 *
 * <p>A row of the text protocol is its values one behind the other, each with its length before it as an integer of one to nine bytes, NULL as
 * the byte 0xFB (MySQL source code documentation, "Protocol::ResultsetRow"). The driver tells where the first value that is not NULL lies; the
 * rest is walked.
 */
final class PacketRows {
    private static final int NULL = 0xFB;
    private static final int TWO_BYTES = 0xFC;
    private static final int THREE_BYTES = 0xFD;

    private final ResultsetRows rows;
    private final FoundValue found = new FoundValue();
    private final RowValues values;

    private PacketRows(ResultsetRows rows, int columns) {
        this.rows = rows;
        this.values = new RowValues(columns);
    }

    /**
     * The rows of a streamed result.
     *
     * @param columns how many columns of each row are wanted, from the first
     */
    static PacketRows of(ResultSet result, int columns) throws SQLException {
        ResultsetRows rows = result.unwrap(ResultSetImpl.class).getRows();
        for (Field field : rows.getMetadata().getFields()) {
            // Values of other types would be parsed before they are shown to a value factory.
            field.setMysqlTypeId(MysqlType.FIELD_TYPE_VAR_STRING);
        }
        return new PacketRows(rows, columns);
    }

    /** Moves to the next row; false after the last one. */
    boolean next() throws SQLException {
        try {
            Row row = rows.next();
            if (row == null) {
                return false;
            }
            locate(row);
            return true;
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        }
    }

    /** The values of the current row; the same object for every row. */
    RowValues values() {
        return values;
    }

    private void locate(Row row) {
        int column = 0;
        found.forget();
        while (column < values.columns()) {
            row.getValue(column, found);
            if (found.isFound()) {
                values.setPacket(found.packet());
                values.set(column, found.offset(), found.length());
                walk(found.packet(), found.offset() + found.length(), column + 1);
                return;
            }
            values.setNull(column++);
        }
    }

    private void walk(byte[] packet, int start, int firstColumn) {
        int position = start;
        for (int column = firstColumn; column < values.columns(); column++) {
            int length = packet[position++] & 0xFF;
            if (length == NULL) {
                values.setNull(column);
                continue;
            }
            if (length > NULL) {
                int bytes = length == TWO_BYTES ? 2 : length == THREE_BYTES ? 3 : 8;
                length = littleEndian(packet, position, bytes);
                position += bytes;
            }
            values.set(column, position, length);
            position += length;
        }
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
