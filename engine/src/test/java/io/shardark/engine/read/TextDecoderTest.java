package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of bytes that are given here. */
class TextDecoderTest {
    /** Behind the row there is the next one, which would look like more of it. */
    private static List<String> decode(int fields, int columns, String row) {
        TextDecoder decoder = new TextDecoder(fields, columns);
        byte[] packet = HexFormat.of().parseHex(("0141" + row + "0142014301440145").replace(" ", ""));
        decoder.decode(packet, 2, packet.length - 8);
        return texts(decoder.values());
    }

    private static List<String> texts(RowValues values) {
        List<String> texts = new ArrayList<>();
        for (int column = 0; column < values.columns(); column++) {
            int offset = values.offset(column);
            texts.add(
                    values.isNull(column)
                            ? "NULL"
                            : HexFormat.of().formatHex(values.array(column), offset, offset + values.length(column)));
        }
        return texts;
    }

    @Test
    void valuesAreWhereTheirLengthsSay() {
        assertEquals(List.of("61", "", "6263"), decode(3, 3, "0161 00 026263"));
        assertEquals(List.of("NULL", "61", "NULL"), decode(3, 3, "fb 0161 fb"));
        assertEquals(List.of("NULL"), decode(1, 1, "fb"));
        assertEquals(List.of("fb", "61"), decode(2, 2, "01fb fc010061"));
        assertEquals(List.of("61", "62", "63"), decode(3, 3, "fc010061 fd01000062 fe010000000000000063"));
    }

    @Test
    void aColumnThatNobodyWantsIsPassedOver() {
        assertEquals(List.of(), decode(1, 0, "0131"));
        assertEquals(List.of(), decode(1, 0, "fb"));
        assertEquals(List.of("61"), decode(2, 1, "0161 03626364"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 250, 251, 252, 65_535, 65_536, 0xFF_FFFF, 0x100_0000})
    void aValueOfAnyLength(int length) {
        byte[] packet = new byte[length + 12];
        Arrays.fill(packet, (byte) 'x');
        int prefix = prefix(packet, length);
        TextDecoder decoder = new TextDecoder(1, 1);
        decoder.decode(packet, 0, prefix + length);
        assertEquals(length, decoder.values().length(0));
        assertEquals(prefix, decoder.values().offset(0));
        assertThrows(BrokenResultException.class, () -> decoder.decode(packet, 0, prefix + length + 1));
        assertThrows(BrokenResultException.class, () -> decoder.decode(packet, 0, prefix + length - 1));
    }

    /** As MySQL's documentation of length-encoded integers has it; returns how many bytes it takes. */
    private static int prefix(byte[] to, int length) {
        int bytes = length < 251 ? 0 : length < 1 << 16 ? 2 : length < 1 << 24 ? 3 : 8;
        if (bytes == 0) {
            to[0] = (byte) length;
            return 1;
        }
        to[0] = (byte) (bytes == 2 ? 0xFC : bytes == 3 ? 0xFD : 0xFE);
        for (int i = 0; i < bytes; i++) {
            to[1 + i] = (byte) ((long) length >> (8 * i));
        }
        return 1 + bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0161", // too few
        "1, 0161 0162", // too many
        "1, 0261", // a value that goes on behind the row
        "1, fc", // a length that does
        "1, fe6100000000000080", // more than any array has
        "2, 0161 fb fb",
        "1, ''",
    })
    void aRowThatEndsElsewhereIsRefused(int fields, String row) {
        assertThrows(BrokenResultException.class, () -> decode(fields, fields, row));
    }
}
