package io.shardark.engine.read;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The text of one column's values, as the server itself would have written it, from their form in the binary protocol
 * (MySQL source code documentation, "Binary Protocol Value"). Used by one thread.
 */
final class BinaryValue {
    /** -0.0000000000000012345678901234567 has 34 characters. */
    static final int LONGEST_TEXT = 40;

    private static final int YEAR_DIGITS = 4;
    /**
     * Of a DOUBLE: as many as it needs. The server says 31 for that, of which the driver makes 0
     * (ColumnDefinitionReader); columns with a fixed number are read through CAST, see {@link ColumnList}.
     */
    private static final int AS_NEEDED = 0;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final Form form;
    private final int fixedLength;
    private final boolean unsigned;
    private final int decimals;
    private final DoubleText doubleText = new DoubleText();

    private BinaryValue(Form form, Field field) {
        this.form = form;
        this.fixedLength = form.length;
        this.unsigned = field.isUnsigned();
        this.decimals = field.getDecimals();
    }

    private enum Form {
        /** The text itself, with its length before it. */
        TEXT(0),
        ONE_BYTE(1),
        TWO_BYTES(2),
        FOUR_BYTES(4),
        EIGHT_BYTES(8),
        YEAR(2),
        DOUBLE(8),
        DATE(0),
        DATE_AND_TIME(0),
        DURATION(0);

        /** In bytes; 0 when the first byte tells how many follow. */
        private final int length;

        Form(int length) {
            this.length = length;
        }
    }

    /** The text of a column's values; empty when it is not known here, as for numbers with zeros in front. */
    static Optional<BinaryValue> of(Field field) {
        return form(field).map(form -> new BinaryValue(form, field));
    }

    /** Whether values come as their text. */
    static boolean isText(Field field) {
        return form(field).equals(Optional.of(Form.TEXT));
    }

    private static Optional<Form> form(Field field) {
        return switch (field.getMysqlTypeId()) {
            case MysqlType.FIELD_TYPE_TINY -> integer(field, Form.ONE_BYTE);
            case MysqlType.FIELD_TYPE_SHORT -> integer(field, Form.TWO_BYTES);
            case MysqlType.FIELD_TYPE_INT24, MysqlType.FIELD_TYPE_LONG -> integer(field, Form.FOUR_BYTES);
            case MysqlType.FIELD_TYPE_LONGLONG -> integer(field, Form.EIGHT_BYTES);
            // MariaDB has years of two digits, too.
            case MysqlType.FIELD_TYPE_YEAR -> only(field.getLength() == YEAR_DIGITS, Form.YEAR);
            case MysqlType.FIELD_TYPE_DOUBLE ->
                only(field.getDecimals() == AS_NEEDED && !field.isZeroFill(), Form.DOUBLE);
            case MysqlType.FIELD_TYPE_DATE -> Optional.of(Form.DATE);
            case MysqlType.FIELD_TYPE_DATETIME, MysqlType.FIELD_TYPE_TIMESTAMP -> time(field, Form.DATE_AND_TIME);
            case MysqlType.FIELD_TYPE_TIME -> time(field, Form.DURATION);
            case MysqlType.FIELD_TYPE_NEWDECIMAL,
                    MysqlType.FIELD_TYPE_BIT,
                    MysqlType.FIELD_TYPE_ENUM,
                    MysqlType.FIELD_TYPE_SET,
                    MysqlType.FIELD_TYPE_JSON,
                    MysqlType.FIELD_TYPE_GEOMETRY,
                    MysqlType.FIELD_TYPE_TINY_BLOB,
                    MysqlType.FIELD_TYPE_BLOB,
                    MysqlType.FIELD_TYPE_MEDIUM_BLOB,
                    MysqlType.FIELD_TYPE_LONG_BLOB,
                    MysqlType.FIELD_TYPE_VARCHAR,
                    MysqlType.FIELD_TYPE_VAR_STRING,
                    MysqlType.FIELD_TYPE_STRING -> only(!field.isZeroFill(), Form.TEXT);
            default -> Optional.empty();
        };
    }

    private static Optional<Form> integer(Field field, Form form) {
        return only(!field.isZeroFill(), form);
    }

    private static Optional<Form> time(Field field, Form form) {
        return only(field.getDecimals() >= 0 && field.getDecimals() <= TimeText.MOST_DECIMALS, form);
    }

    private static Optional<Form> only(boolean known, Form form) {
        return known ? Optional.of(form) : Optional.empty();
    }

    /**
     * Makes a value that is not NULL known to the values of its row.
     *
     * @return where the next value begins
     */
    int read(byte[] packet, int position, int column, RowValues values) {
        if (form == Form.TEXT) {
            int length = EncodedLength.of(packet, position);
            int start = position + EncodedLength.size(packet, position);
            values.set(column, start, length);
            return start + length;
        }
        values.setWritten(column, write(packet, position, values.texts(), values.room(column)));
        return position + length(packet, position);
    }

    private int write(byte[] packet, int position, byte[] to, int at) {
        return switch (form) {
            case TEXT -> throw new IllegalStateException("a text is not written but found");
            case ONE_BYTE -> IntegerText.write(unsigned ? packet[position] & 0xFF : packet[position], to, at);
            case TWO_BYTES -> IntegerText.write(twoBytes(packet, position), to, at);
            case FOUR_BYTES -> IntegerText.write(fourBytes(packet, position), to, at);
            case EIGHT_BYTES -> eightBytes((long) LONG.get(packet, position), to, at);
            case YEAR -> IntegerText.writeDigits((short) SHORT.get(packet, position), YEAR_DIGITS, to, at);
            case DOUBLE -> doubleText.write(Double.longBitsToDouble((long) LONG.get(packet, position)), to, at);
            case DATE -> TimeText.writeDate(packet, position, to, at);
            case DATE_AND_TIME -> TimeText.writeDateAndTime(packet, position, decimals, to, at);
            case DURATION -> TimeText.writeDuration(packet, position, decimals, to, at);
        };
    }

    private int length(byte[] packet, int position) {
        return fixedLength > 0 ? fixedLength : 1 + packet[position];
    }

    private int twoBytes(byte[] packet, int position) {
        short value = (short) SHORT.get(packet, position);
        return unsigned ? value & 0xFFFF : value;
    }

    private long fourBytes(byte[] packet, int position) {
        int value = (int) INT.get(packet, position);
        return unsigned ? value & 0xFFFF_FFFFL : value;
    }

    private int eightBytes(long value, byte[] to, int at) {
        return unsigned ? IntegerText.writeUnsigned(value, to, at) : IntegerText.write(value, to, at);
    }
}
