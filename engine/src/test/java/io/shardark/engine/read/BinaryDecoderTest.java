package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import com.mysql.cj.util.LazyString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of bytes that are given here. */
class BinaryDecoderTest {
    /** The first byte, which columns are NULL, an INT of 258, the end. */
    private static final String ROW = "00 00 02010000 03656e64";

    private static Field field(int type) {
        LazyString name = new LazyString("c");
        return new Field(name, name, name, name, name, 11, type, (short) 0, 0, 63, "UTF-8", MysqlType.UNKNOWN);
    }

    private static Field[] fields(int type) {
        return new Field[] {field(type), field(MysqlType.FIELD_TYPE_VAR_STRING)};
    }

    private static RowValues decode(int type, String row) {
        BinaryDecoder decoder = BinaryDecoder.of(fields(type), 1).orElseThrow();
        byte[] packet = HexFormat.of().parseHex(("ff" + row + "03656e64").replace(" ", ""));
        decoder.decode(packet, 1, packet.length - 4);
        return decoder.values();
    }

    private static String text(RowValues values) {
        return new String(values.array(0), values.offset(0), values.length(0), StandardCharsets.US_ASCII);
    }

    @Test
    void aRowIsItsColumns() {
        assertEquals("258", text(decode(MysqlType.FIELD_TYPE_LONG, ROW)));
        assertTrue(decode(MysqlType.FIELD_TYPE_LONG, "00 04 03656e64").isNull(0));
    }

    /** As after a change of the table that the metadata does not show. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                MysqlType.FIELD_TYPE_TINY,
                MysqlType.FIELD_TYPE_SHORT,
                MysqlType.FIELD_TYPE_LONGLONG,
                MysqlType.FIELD_TYPE_DOUBLE,
                MysqlType.FIELD_TYPE_VAR_STRING,
                MysqlType.FIELD_TYPE_DATE
            })
    void aRowOfOtherColumnsIsRefused(int type) {
        assertThrows(RuntimeException.class, () -> decode(type, ROW));
    }

    @Test
    void aRowThatEndsElsewhereSaysSo() {
        assertThrows(BrokenResultException.class, () -> decode(MysqlType.FIELD_TYPE_SHORT, ROW));
        assertThrows(BrokenResultException.class, () -> decode(MysqlType.FIELD_TYPE_LONG, ROW + "00"));
        assertThrows(BrokenResultException.class, () -> decode(MysqlType.FIELD_TYPE_LONG, "00 00 02010000"));
        assertThrows(BrokenResultException.class, () -> decode(MysqlType.FIELD_TYPE_LONG, "01 00 02010000 03656e64"));
        assertThrows(BrokenResultException.class, () -> decode(MysqlType.FIELD_TYPE_LONG, "00"));
    }
}
