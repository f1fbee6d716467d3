package io.shardark.engine.read;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;

/**
 * Finds values in rows of the text protocol: one behind the other, each with its length before it as an integer of one
 * to nine bytes, NULL as the byte 0xFB (MySQL source code documentation, "Protocol::ResultsetRow"). The driver tells
 * where the first value that is not NULL lies; the rest is walked.
 */
final class TextDecoder implements RowDecoder {
    private final FoundValue found = new FoundValue();
    private final RowValues values;

    private TextDecoder(int columns) {
        this.values = new RowValues(columns);
    }

    /** @param columns how many columns of each row are wanted, from the first */
    static TextDecoder of(Field[] fields, int columns) {
        for (Field field : fields) {
            // Values of other types would be parsed before they are shown to a value factory.
            field.setMysqlTypeId(MysqlType.FIELD_TYPE_VAR_STRING);
        }
        return new TextDecoder(columns);
    }

    @Override
    public RowValues values() {
        return values;
    }

    @Override
    public void decode(Row row) {
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
            if (EncodedLength.isNull(packet, position)) {
                values.setNull(column);
                position++;
                continue;
            }
            int length = EncodedLength.of(packet, position);
            position += EncodedLength.size(packet, position);
            values.set(column, position, length);
            position += length;
        }
    }
}
