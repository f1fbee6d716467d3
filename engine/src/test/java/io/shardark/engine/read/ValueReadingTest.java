package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.samples.servers.ServerFlavor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What arrives in row text is what the server has, by an exact expression of the server itself. */
class ValueReadingTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    /**
     * A column type.
     *
     * @param exact an expression over {@code c} whose value, in hexadecimal, is what the row text must hold
     * @param values as SQL
     */
    private record Type(String type, String exact, List<String> values) {
        static Type text(String type, String... values) {
            return new Type(type, "HEX(c)", List.of(values));
        }

        static Type shown(String type, String... values) {
            return new Type(type, "HEX(CAST(c AS CHAR))", List.of(values));
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void readsEveryTypeExactly(ServerFlavor flavor) {
        List<Type> types = types(flavor);
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            for (Type type : types) {
                source.execute("DROP TABLE IF EXISTS t", "CREATE TABLE t (id INT PRIMARY KEY, c " + type.type() + ")");
                List<String> expected = new ArrayList<>();
                for (int id = 0; id < type.values().size(); id++) {
                    source.execute(
                            "INSERT INTO t VALUES (" + id + ", " + type.values().get(id) + ")");
                    expected.add(source.session()
                            .query(
                                    "SELECT COALESCE(" + type.exact() + ", 'NULL') FROM t WHERE id = " + id,
                                    row -> row.getString(1))
                            .get(0));
                }

                List<String> found = RowTexts.read(source.session(), source.name(), source.table("t")).stream()
                        .map(row -> row.get(1))
                        .toList();

                assertEquals(expected, found, type.type());
            }
        }
    }

    private static List<Type> types(ServerFlavor flavor) {
        List<Type> types = new ArrayList<>(List.of(
                Type.shown("TINYINT", "-128", "127", "0", "NULL"),
                Type.shown("SMALLINT", "-32768", "32767"),
                Type.shown("MEDIUMINT", "-8388608", "8388607"),
                Type.shown("INT", "-2147483648", "2147483647"),
                Type.shown("BIGINT", "-9223372036854775808", "9223372036854775807"),
                Type.shown("BIGINT UNSIGNED", "0", "18446744073709551615"),
                Type.shown("INT(8) UNSIGNED ZEROFILL", "0", "42", "4294967295"),
                Type.shown(
                        "DECIMAL(65,30)",
                        "-99999999999999999999999999999999999.999999999999999999999999999999",
                        "0.000000000000000000000000000001",
                        "NULL"),
                Type.shown("BOOLEAN", "TRUE", "FALSE"),
                Type.shown("YEAR", "0", "1901", "2155"),
                Type.shown("DATE", "'0000-00-00'", "'1000-01-01'", "'9999-12-31'", "'2020-00-00'", "'2020-02-31'"),
                Type.shown(
                        "DATETIME(6)", "'0000-00-00'", "'9999-12-31 23:59:59.999999'", "'2020-02-31 00:00:00.000001'"),
                Type.shown("DATETIME", "'1000-01-01 00:00:00'", "'2026-03-29 02:30:00'"),
                Type.shown(
                        "TIMESTAMP(6) NULL",
                        "'1970-01-01 00:00:01.000000'",
                        "'2038-01-19 03:14:07.999999'",
                        "'0000-00-00'",
                        "'2026-10-25 01:30:00'"),
                Type.shown("TIME(6)", "'-838:59:59.000000'", "'838:59:59'", "'00:00:00.000001'"),
                new Type("BIT(1)", "LPAD(HEX(c + 0), 2, '0')", List.of("b'0'", "b'1'")),
                new Type("BIT(12)", "LPAD(HEX(c + 0), 4, '0')", List.of("0", "10", "2305", "4095")),
                new Type(
                        "BIT(64)",
                        "LPAD(HEX(c + 0), 16, '0')",
                        List.of("0", "92", "9223372036854775808", "18446744073709551615", "NULL")),
                Type.text("ENUM('a','b\\\\c','') CHARACTER SET utf8mb4", "'a'", "'b\\\\c'", "''", "NULL"),
                Type.text("SET('x','y','z')", "''", "'x,z'", "'x,y,z'"),
                Type.text("VARBINARY(300)", "x''", "x'" + allBytes() + "'", "NULL"),
                Type.text("BINARY(4)", "x'00'", "x'20202020'"),
                Type.text("LONGBLOB", "x'" + allBytes() + "'", "REPEAT(x'5C4E0A0900', 100000)"),
                Type.text("TEXT CHARACTER SET utf8mb4", "''", "'\\\\N'", "'NULL'", "x'F09F9880E4B8AD0A095C00'"),
                Type.text(
                        "VARCHAR(100) CHARACTER SET latin1",
                        "_latin1 x'" + allBytes().substring(64, 256) + "'"),
                Type.text("VARCHAR(300) CHARACTER SET binary", "x'" + allBytes() + "'"),
                Type.text("VARCHAR(30) CHARACTER SET gbk", "_gbk x'D6D0E55C975C5C'"),
                Type.text("VARCHAR(30) CHARACTER SET sjis", "_sjis x'955C8341'"),
                Type.text("VARCHAR(30) CHARACTER SET big5", "_big5 x'A55CA44A'"),
                Type.text("VARCHAR(30) CHARACTER SET utf8mb3", "_utf8mb3 x'E4B8AD'"),
                Type.text("VARCHAR(30) CHARACTER SET ucs2", "_ucs2 x'4E2D000A005C'"),
                Type.text("VARCHAR(30) CHARACTER SET utf16", "_utf16 x'D83DDE004E2D0009'"),
                Type.text("VARCHAR(30) CHARACTER SET utf32", "_utf32 x'0001F600'"),
                Type.text("CHAR(10) CHARACTER SET utf8mb4", "'a  '", "''"),
                Type.text(
                        "GEOMETRY",
                        "ST_GeomFromText('POINT(1.5 -2.25)', 4326)",
                        "ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))')",
                        "NULL")));
        if (flavor == ServerFlavor.MARIADB) {
            types.add(Type.text("JSON", "'{\"a\": [1, \"\\u4e2d\"]}'"));
            types.add(Type.shown("UUID", "'123e4567-e89b-12d3-a456-426655440000'"));
            types.add(Type.shown("INET6", "'::ffff:1.2.3.4'", "'fe80::1'"));
            types.add(Type.shown("INET4", "'255.0.0.1'"));
        } else {
            types.add(Type.shown(
                    "JSON",
                    "'{\"a\": [1, \"\u4e2d\ud83d\ude00\\\\n\"]}'",
                    "'null'",
                    "NULL",
                    "'1e300'",
                    "'\"\\\\\\\\\"'"));
            types.add(Type.text("VECTOR(3)", "STRING_TO_VECTOR('[1,2.5,-3]')"));
        }
        return types;
    }

    private static String allBytes() {
        byte[] bytes = new byte[256];
        IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
        return HexFormat.of().formatHex(bytes);
    }

    /** HEX rounds numbers, so the oracle is the bit pattern that the text was inserted with. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void floatsKeepAllTheirBits(ServerFlavor flavor) {
        float[] floats = {
            0f,
            -0f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Math.nextDown(Float.MIN_NORMAL),
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            0.1f,
            16777216f,
            1.234567f,
            0.010516252f,
            1e-10f,
            3.1415927f,
            Math.nextUp(1f),
            123456.79f,
            -8388607.5f
        };
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute("CREATE TABLE t (id INT PRIMARY KEY, f FLOAT, d DOUBLE, fm FLOAT(10,4), dm DOUBLE(20,6))");
            for (int id = 0; id < floats.length; id++) {
                double limited = Math.max(-99999, Math.min(99999, floats[id]));
                source.execute("INSERT INTO t VALUES (" + id + ", " + sql(floats[id]) + ", " + sql(floats[id]) + ", "
                        + sql(limited) + ", " + sql(limited) + ")");
            }

            List<List<String>> rows = RowTexts.read(source.session(), source.name(), source.table("t"));

            for (int id = 0; id < floats.length; id++) {
                double asDouble = number(rows.get(id).get(1));
                assertEquals(Float.floatToRawIntBits(floats[id]), Float.floatToRawIntBits((float) asDouble));
                assertEquals(
                        Double.doubleToRawLongBits(floats[id]),
                        Double.doubleToRawLongBits(asDouble),
                        "the FLOAT is not exactly the DOUBLE that was read");
                assertEquals(
                        Double.doubleToRawLongBits(floats[id]),
                        Double.doubleToRawLongBits(number(rows.get(id).get(2))));
                String equal =
                        "SELECT CAST(fm AS DOUBLE) = " + text(rows.get(id).get(3)) + "e0 AND dm = "
                                + text(rows.get(id).get(4)) + "e0 FROM t WHERE id = " + id;
                assertEquals("1", source.session().value(equal.replaceAll("(e-?[0-9]+)e0", "$1")), equal);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void doublesKeepAllTheirBits(ServerFlavor flavor) {
        double[] doubles = {
            0d,
            -0d,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            -Double.MIN_NORMAL,
            Math.nextDown(Double.MIN_NORMAL),
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            0.1,
            -1.2345678901234568e-300,
            9007199254740994d,
            1e308,
            Math.nextUp(1d),
            Math.PI,
            1e15,
            1e22,
            123456789012345680d
        };
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute("CREATE TABLE t (id INT PRIMARY KEY, d DOUBLE)");
            for (int id = 0; id < doubles.length; id++) {
                source.execute("INSERT INTO t VALUES (" + id + ", " + sql(doubles[id]) + ")");
            }

            List<List<String>> rows = RowTexts.read(source.session(), source.name(), source.table("t"));

            for (int id = 0; id < doubles.length; id++) {
                assertEquals(
                        Double.doubleToRawLongBits(doubles[id]),
                        Double.doubleToRawLongBits(number(rows.get(id).get(1))),
                        Double.toString(doubles[id]));
            }
        }
    }

    /** With an exponent, so that it is not a decimal number, which has no -0. */
    private static String sql(double value) {
        String text = Double.toString(value);
        return text.contains("E") ? text : text + "E0";
    }

    private static String text(String hexadecimal) {
        return new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.US_ASCII);
    }

    private static double number(String hexadecimal) {
        return Double.parseDouble(text(hexadecimal));
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aTableOfGeneratedColumnsHasEmptyRows(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE t (a INT AS (1) STORED, b INT AS (2) VIRTUAL)", "INSERT INTO t () VALUES (), (), ()");

            assertEquals(
                    3,
                    RowTexts.read(source.session(), source.name(), source.table("t"))
                            .size());
            assertEquals(
                    3,
                    TableDigest.compute(source.session(), source.name(), source.table("t"))
                            .rows());
        }
    }
}
