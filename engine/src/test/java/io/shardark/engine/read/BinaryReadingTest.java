package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;
import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that are read in the binary encoding have the text that the server itself gives them. */
class BinaryReadingTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final RowReading BINARY = new RowReading(JsonReading.AS_SHOWN, RowEncoding.BINARY);

    private final long seed = Long.getLong("shardark.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void integersOfAllWidths(ServerFlavor flavor) {
        String types = List.of("TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT").stream()
                .map(type -> "s" + type + " " + type + ", u" + type + " " + type + " UNSIGNED")
                .collect(Collectors.joining(", "));
        List<String> rows = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
            rows.add(IntStream.of(8, 16, 24, 32, 64)
                    .mapToObj(bits -> signed(bits) + ", " + Long.toUnsignedString(random.nextLong() >>> (64 - bits)))
                    .collect(Collectors.joining(", ")));
        }
        rows.add("-128, 255, -32768, 65535, -8388608, 16777215, -2147483648, 4294967295, -9223372036854775808,"
                + " 18446744073709551615");
        rows.add("127, 0, 32767, 0, 8388607, 0, 2147483647, 0, 9223372036854775807, 9223372036854775808");
        rows.add("0, 0, 0, 0, 0, 0, 0, 0, 0, 0");
        rows.add("-1, 10, 99, 100, 999, 1000, 99999, 100000, 999999999999999999, 10000000000000000000");
        compare(flavor, types, rows);
    }

    private long signed(int bits) {
        return random.nextLong() >> (64 - bits) >> random.nextInt(bits);
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void doublesAndFloats(ServerFlavor flavor) {
        List<String> rows = new ArrayList<>();
        while (rows.size() < 20_000) {
            double bits = Double.longBitsToDouble(random.nextLong());
            float floatBits = Float.intBitsToFloat(random.nextInt());
            double decimal = random.nextInt(1_000_000) / Math.pow(10, random.nextInt(9));
            double power = Math.scalb(1.0, random.nextInt(2090) - 1070);
            double subnormal = random.nextLong(1L << random.nextInt(1, 52)) * Double.MIN_VALUE;
            if (Double.isFinite(bits) && Float.isFinite(floatBits)) {
                rows.add(bits + ", " + floatBits + ", " + power + ", " + decimal);
                rows.add(subnormal + ", " + decimal + ", " + Math.nextUp(power) + ", " + Math.nextDown(power));
            }
        }
        for (int exponent = -30; exponent < 30; exponent++) {
            rows.add("1e" + exponent + ", 1e" + exponent + ", -12.5e" + exponent + ", 123456789012345678e" + exponent);
        }
        rows.add("0, 0, 0, 0");
        rows.add("-0e0, -0e0, 5e-324, 1.7976931348623157e308");
        rows.add("999999999999999, 999999999999999, 1000000000000000, 0.000000000000001");
        compare(flavor, "a DOUBLE, b FLOAT, c DOUBLE, d DOUBLE", rows);
        compare(flavor, "a DOUBLE(9,0), b FLOAT(9,3), c DOUBLE(50,30), d DOUBLE UNSIGNED", rows);
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void datesAndTimes(ServerFlavor flavor) {
        String types =
                "a DATE, b DATETIME, c DATETIME(3), d DATETIME(6), e TIMESTAMP NULL, f TIMESTAMP(6) NULL, g TIME,"
                        + " h TIME(1), i TIME(6), j YEAR";
        List<String> rows = new ArrayList<>();
        for (int n = 0; n < 300; n++) {
            String day = "%04d-%02d-%02d".formatted(random.nextInt(10_000), random.nextInt(13), random.nextInt(29));
            String clock = "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
            String point = "%s %s.%06d".formatted(day, clock, random.nextInt(1_000_000));
            String duration = "%s%d:%02d:%02d.%06d"
                    .formatted(
                            random.nextBoolean() ? "-" : "",
                            random.nextInt(839),
                            random.nextInt(60),
                            random.nextInt(59),
                            random.nextInt(1_000_000));
            String stamp = "2025-%02d-%02d %s.%06d"
                    .formatted(1 + random.nextInt(12), 1 + random.nextInt(28), clock, random.nextInt(1_000_000));
            rows.add("'" + String.join("', '", day, point, point, point, stamp, stamp, duration, duration, duration)
                    + "', " + (1901 + random.nextInt(255)));
        }
        String zero = "0000-00-00 00:00:00";
        rows.add("'" + String.join("', '", "0000-00-00", zero, zero, zero, zero, zero, "0", "0", "0") + "', 0");
        String night = "2024-02-29 00:00:00";
        rows.add("'"
                + String.join(
                        "', '",
                        "2024-02-29",
                        night,
                        night,
                        night,
                        night,
                        night,
                        "-00:00:00.1",
                        "-00:00:00.1",
                        "-00:00:00.000001")
                + "', 1901");
        rows.add("'"
                + String.join(
                        "', '",
                        "9999-12-31",
                        "9999-12-31 23:59:59",
                        "9999-12-31 23:59:59.999",
                        "9999-12-31 23:59:59.999999",
                        "2038-01-19 03:14:07",
                        "1970-01-01 00:00:01.000001",
                        "838:59:59",
                        "-838:59:59",
                        "-838:59:59")
                + "', 2155");
        compare(flavor, types, rows);
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void textsAndEverythingThatIsSentAsText(ServerFlavor flavor) {
        String types =
                "a VARCHAR(300) CHARACTER SET gbk, b CHAR(20) CHARACTER SET utf8mb4, c BLOB, d BINARY(5), e BIT(13),"
                        + " f ENUM('', 'new', '好'), g SET('a', 'b', 'c'), h DECIMAL(65,30), i DECIMAL(5,2) UNSIGNED, j JSON,"
                        + " k POINT, l LONGTEXT, m VARBINARY(10)";
        List<String> rows = new ArrayList<>();
        for (int length : new int[] {0, 1, 250, 251, 252, 255, 256, 65_535, 65_536, 70_000}) {
            rows.add("REPEAT('汉', " + Math.min(length, 300) + "), REPEAT('é', " + Math.min(length, 20)
                    + "), REPEAT(x'00', " + Math.min(length, 65_535) + "), x'0a0d', b'1010101010101', 'new', 'a,c',"
                    + " -12345.000000000000000000000000000001, 999.99, '[1, {\"a\": null}]', POINT(1, 2), REPEAT('x',"
                    + length + "), ''");
        }
        rows.add("REPEAT('x', 3), '', '', '', 0, '', '', 0, 0, 'null', NULL, REPEAT('y', 16777216), x'fb'");
        List<List<String>> read = compare(flavor, types, rows);
        // A server makes NULL of what is longer than its packets may be.
        assertEquals(2 * 16_777_216, read.get(read.size() - 1).get(12).length());
    }

    /** The bits for NULL begin in the middle of a byte. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void nullInAnyColumnOfTablesOfAnyWidth(ServerFlavor flavor) {
        for (int columns : new int[] {1, 4, 5, 6, 12, 13, 14, 40}) {
            String types = IntStream.range(0, columns)
                    .mapToObj(n -> "c" + n + (n % 2 == 0 ? " INT" : " VARCHAR(9)"))
                    .collect(Collectors.joining(", "));
            List<String> rows = new ArrayList<>();
            for (int n = 0; n < 100; n++) {
                int share = random.nextInt(11);
                rows.add(IntStream.range(0, columns)
                        .mapToObj(
                                column -> random.nextInt(10) < share ? "NULL" : Integer.toString(random.nextInt(2000)))
                        .collect(Collectors.joining(", ")));
            }
            compare(flavor, types, rows);
        }
    }

    /** Where a text depends on more than the value and its type, the server writes it. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void whatIsNotKnownIsReadAsText(ServerFlavor flavor) {
        List<String> types = flavor == ServerFlavor.MARIADB
                ? List.of("INT(5) ZEROFILL", "DECIMAL(9,2) ZEROFILL", "YEAR(2)")
                : List.of("INT(5) ZEROFILL", "DECIMAL(9,2) ZEROFILL");
        for (String type : types) {
            try (SourceDatabase source = SourceDatabase.create(flavor)) {
                source.execute("CREATE TABLE t (id INT PRIMARY KEY, c " + type + ")", "INSERT INTO t VALUES (1, 3.5)");
                TableRecord table = source.table("t");
                assertEquals(RowEncoding.TEXT, readOn(source, table).encoding(), type);
                assertEquals(
                        RowTexts.select(source.session(), source.name(), table),
                        RowTexts.read(source.session(), source.name(), table, RowEncoding.BINARY));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aServerWithoutAStatementToSpareIsReadAsText(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute("CREATE TABLE t (id INT PRIMARY KEY, c FLOAT)", "INSERT INTO t VALUES (1, 3.5)");
            TableRecord table = source.table("t");
            assertEquals(RowEncoding.BINARY, readOn(source, table).encoding());
            String usual = source.session().value("SELECT @@GLOBAL.max_prepared_stmt_count");
            source.execute("SET GLOBAL max_prepared_stmt_count = 0");
            try {
                assertEquals(RowEncoding.TEXT, readOn(source, table).encoding());
                assertEquals(
                        List.of(List.of("31", "332E35")),
                        RowTexts.read(source.session(), source.name(), table, RowEncoding.BINARY));
            } finally {
                source.execute("SET GLOBAL max_prepared_stmt_count = " + usual);
            }
        }
    }

    private static RowReading readOn(SourceDatabase source, TableRecord table) {
        KeyRange range = new KeyRange(table, "PRIMARY", List.of(), List.of());
        return ChunkReader.read(
                source.session(), source.name(), range, BINARY, 1000, new RowBuffer(1000), (after, upTo, rows) -> {});
    }

    /** Returns the values of all rows, in hexadecimal. */
    private List<List<String>> compare(ServerFlavor flavor, String types, List<String> rows) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "SET SESSION sql_mode = ''", "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, " + types + ")");
            String names = source.table("t").columnNames().stream().skip(1).collect(Collectors.joining(", "));
            for (int start = 0; start < rows.size(); start += 1000) {
                source.execute("INSERT INTO t (" + names + ") VALUES ("
                        + String.join("), (", rows.subList(start, Math.min(start + 1000, rows.size()))) + ")");
            }
            TableRecord table = source.table("t");
            assertEquals(RowEncoding.BINARY, readOn(source, table).encoding());
            List<List<String>> text = RowTexts.read(source.session(), source.name(), table, RowEncoding.TEXT);
            List<List<String>> binary = RowTexts.read(source.session(), source.name(), table, RowEncoding.BINARY);
            assertEquals(rows.size(), text.size());
            for (int row = 0; row < text.size(); row++) {
                assertEquals(text.get(row), binary.get(row), rows.get(row) + ", seed " + seed);
            }
            assertEquals(text.size(), binary.size());
            return text;
        }
    }
}
