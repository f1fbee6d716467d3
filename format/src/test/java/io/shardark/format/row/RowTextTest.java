package io.shardark.format.row;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.DamagedException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RowTextTest {
    private final RowBuffer rows = new RowBuffer(1 << 20);

    @Test
    void rowsLookAsSpecified() {
        rows.append("1".getBytes(UTF_8));
        rows.appendNull();
        rows.append("a\tb\nc\\d\0e\\N".getBytes(UTF_8));
        rows.append(new byte[0]);
        rows.endRow();
        rows.append("\b\u0001\r\u000b".getBytes(UTF_8));
        rows.endRow();
        assertEquals("1\t\\N\ta\\tb\\nc\\\\d\\0e\\\\N\t\n\b\u0001\r\u000b\n", text());
        assertEquals(2, rows.rows());
    }

    @Test
    void everyByteComesBackFromEveryPlaceInAWord() {
        for (int length = 1; length <= 19; length++) {
            for (int at = 0; at < length; at++) {
                for (int value = 0; value < 256; value++) {
                    byte[] bytes = new byte[length];
                    Arrays.fill(bytes, (byte) 'x');
                    bytes[at] = (byte) value;
                    assertRoundTrip(bytes, 0, length, "byte " + value + " at " + at + " of " + length);
                }
            }
        }
    }

    @Test
    void randomValuesComeBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = RandomBytes.of(random, random.nextInt(64));
            int offset = random.nextInt(bytes.length + 1);
            int length = random.nextInt(bytes.length - offset + 1);
            assertRoundTrip(bytes, offset, length, "seed " + seed + " round " + round);
        }
    }

    @Test
    void valueLongerThanAPieceComesBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int length : new int[] {65_535, 65_536, 65_537, 200_000, 3_000_000}) {
            byte[] bytes = RandomBytes.of(random, length);
            assertRoundTrip(bytes, 0, length, "seed " + seed + " length " + length);
        }
    }

    @Test
    void escapingIsWhatTheTableSays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = RandomBytes.of(random, random.nextInt(100));
            rows.clear();
            rows.append(bytes);
            rows.endRow();
            assertEquals(escaped(bytes) + "\n", text(), "seed " + seed + " round " + round);
        }
    }

    @Test
    void digestIsTheSumOfTheRowsHashes() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BigInteger sum = BigInteger.ZERO;
        int count = 1 + random.nextInt(3_000);
        for (int i = 0; i < count; i++) {
            int start = rows.length();
            rows.append(Integer.toString(i).getBytes(UTF_8));
            rows.append(RandomBytes.of(random, random.nextInt(40)));
            rows.endRow();
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(rows.array(), start, rows.length()));
            sum = sum.add(new BigInteger(1, Arrays.copyOf(hash, 16)));
        }
        String hex = String.format("%032x", sum.mod(BigInteger.ONE.shiftLeft(128)));
        RowSetDigest expected = RowSetDigest.parse(count, hex);
        assertEquals(expected, rows.digest(), "seed " + seed);
        assertEquals(expected, RowSetDigest.of(rows.array(), 0, rows.length()), "seed " + seed);
        assertEquals(expected, RowReader.check(rows.array(), 0, rows.length(), 2, "here"), "seed " + seed);
    }

    @Test
    void digestsOfPartsAddUp() {
        RowSetDigest sum = RowSetDigest.EMPTY;
        for (int part = 0; part < 50; part++) {
            rows.clear();
            for (int i = 0; i < part; i++) {
                rows.append(("row " + part + " " + i).getBytes(UTF_8));
                rows.endRow();
            }
            sum = sum.plus(rows.digest());
        }
        rows.clear();
        for (int i = 49; i >= 0; i--) {
            for (int part = 49; part > i; part--) {
                rows.append(("row " + part + " " + i).getBytes(UTF_8));
                rows.endRow();
            }
        }
        assertEquals(sum, rows.digest());
    }

    @Test
    void abandonedRowLeavesNoTrace() {
        rows.append(new byte[] {'a'});
        rows.endRow();
        RowSetDigest before = rows.digest();
        rows.append(new byte[] {'b'});
        rows.appendNull();
        rows.abandonRow();
        assertEquals(before, rows.digest());
        assertEquals(2, rows.length());
        rows.append(new byte[] {'c'});
        rows.endRow();
        assertEquals("a\nc\n", text());
    }

    @Test
    void clearedBufferGivesMemoryBack() {
        rows.append(new byte[8 << 20]);
        rows.endRow();
        assertEquals((16 << 20) + 1, rows.length());
        rows.clear();
        assertTrue(rows.array().length <= 3 << 20, "keeps " + rows.array().length);
        assertEquals(0, rows.length());
        assertEquals(RowSetDigest.EMPTY, rows.digest());
    }

    @Test
    void usualChunkCostsLittleMoreThanItsLength() {
        RowBuffer large = new RowBuffer(16 << 20);
        byte[] value = new byte[1_000];
        Arrays.fill(value, (byte) 'v');
        while (large.length() < 16 << 20) {
            large.append(value);
            large.endRow();
        }
        assertTrue(large.array().length < 19 << 20, "takes " + large.array().length);
        byte[] array = large.array();
        large.clear();
        assertSame(array, large.array());
    }

    @Test
    void tableWithoutStoredColumnsHasRowsOfANewline() {
        rows.endRow();
        rows.endRow();
        assertEquals("\n\n", text());
        assertEquals(rows.digest(), RowReader.check(rows.array(), 0, 2, 0, "here"));
    }

    @Test
    void rangesOutsideOfTheArrayAreRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> rows.append(new byte[4], 2, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.append(new byte[4], -1, 3));
    }

    @Test
    void nullIsNotTheTextOfItsEscape() {
        rows.appendNull();
        rows.append("\\N".getBytes(UTF_8));
        rows.append("N".getBytes(UTF_8));
        rows.append(new byte[0]);
        rows.endRow();
        RowReader reader = new RowReader(rows.array(), 0, rows.length(), 4, "here");
        assertTrue(reader.next());
        assertTrue(reader.isNull(0));
        assertFalse(reader.isNull(1));
        assertFalse(reader.isNull(2));
        assertFalse(reader.isNull(3));
        assertEquals("\\N", new String(reader.value(1), UTF_8));
        assertEquals(0, reader.value(3).length);
        assertEquals(rows.length(), reader.rowLength());
        assertFalse(reader.next());
    }

    @ParameterizedTest
    @CsvSource({
        "2, a\\tb\\n, has 1 values instead of 2", // one column whose value holds an escaped tab
        "2, a|b|c\\n, more than the 2 values",
        "2, a\\n, has 1 values instead of 2",
    })
    void wrongColumnCountIsDamage(int columns, String pattern, String finding) {
        String text = pattern.replace('|', '\t').replaceFirst("\\\\n$", "\n");
        assertDamaged(text, columns, finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\Na\t1\n",
                "a\\N\t1\n",
                "\\N\\N\t1\n",
                "\\\\\\N\t1\n",
                "1\t\\Nx\n",
                "\\Z\t1\n",
                "\\b\t1\n",
                "\\r\t1\n",
                "\\'\t1\n",
                "\\\t1\n",
                "1\t\\\n",
                "\\n\t1",
                "1\t2",
                "1\t2\n3\t4",
                "1\t2\\",
                "1\t\\N",
                "a\0b\t1\n",
                "\n",
                "1\t2\n\n",
                "\\x\t1\n"
            })
    void anyOtherSpellingIsDamage(String text) {
        assertDamaged(text, 2, "here: row ");
    }

    @Test
    void damageIsLocated() {
        DamagedException failure = assertThrows(
                DamagedException.class, () -> RowReader.check("__1\t2\n3\t\\q\n".getBytes(UTF_8), 2, 9, 2, "here"));
        assertEquals("here: row 1 holds an unknown escape, at byte 6 of the row text", failure.getMessage());
    }

    @Test
    void valueInAColumnlessTableIsDamage() {
        assertDamaged("a\n", 0, "has 1 values instead of 0");
        assertDamaged("\t\n", 0, "more than the 0 values");
    }

    private static void assertDamaged(String text, int columns, String finding) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        DamagedException failure = assertThrows(
                DamagedException.class,
                () -> RowReader.check(bytes, 0, bytes.length, columns, "here"),
                HexFormat.of().formatHex(bytes));
        assertTrue(failure.getMessage().contains(finding), failure.getMessage());
    }

    private void assertRoundTrip(byte[] bytes, int offset, int length, String what) {
        rows.clear();
        rows.append(bytes, offset, length);
        rows.append(bytes, offset, length);
        rows.endRow();
        RowReader reader = new RowReader(rows.array(), 0, rows.length(), 2, what);
        assertTrue(reader.next(), what);
        byte[] expected = Arrays.copyOfRange(bytes, offset, offset + length);
        assertFalse(reader.isNull(0), what);
        assertArrayEquals(expected, reader.value(0), what);
        assertArrayEquals(expected, reader.value(1), what);
        assertFalse(reader.next(), what);
        assertEquals(rows.digest(), reader.digest(), what);
    }

    /** The table of FORMAT.md section 3.1, byte by byte. */
    private static String escaped(byte[] bytes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (byte value : bytes) {
            switch (value) {
                case 0 -> text.writeBytes(new byte[] {0x5C, 0x30});
                case 9 -> text.writeBytes(new byte[] {0x5C, 0x74});
                case 10 -> text.writeBytes(new byte[] {0x5C, 0x6E});
                case 0x5C -> text.writeBytes(new byte[] {0x5C, 0x5C});
                default -> text.write(value);
            }
        }
        return text.toString(ISO_8859_1);
    }

    private String text() {
        return new String(rows.array(), 0, rows.length(), ISO_8859_1);
    }
}
