package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.TableRecord;
import io.shardark.samples.servers.ServerFlavor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ranges of integer keys have about as many rows as they should, wherever the keys lie, and finding them reads few
 * rows.
 */
class GuessedEndsTest {
    private static final int ROWS = 20_000;
    private static final int ROWS_PER_RANGE = 1_000;

    /** @param key what the key of the i-th row is, as SQL of {@code i} */
    private record Keys(String name, String column, String key) {}

    private static final List<Keys> KINDS = List.of(
            new Keys("without gaps", "BIGINT", "i"),
            new Keys("at a distance", "BIGINT", "1000000000000000 + 977 * i"),
            new Keys("negative", "INT", "-2147483648 + 3 * i"),
            new Keys(
                    "at both ends of the type",
                    "BIGINT",
                    "IF(i % 2, -9223372036854775808 + i, 9223372036854775807 - i)"),
            new Keys("the largest", "BIGINT UNSIGNED", "18446744073709551615 - i"),
            new Keys("around a gap", "BIGINT UNSIGNED", "IF(i < 12345, i, 18000000000000000000 + i)"),
            new Keys("denser and denser", "BIGINT", "9000000000000000000 - i * i * i * i"),
            new Keys("groups with gaps", "BIGINT", "(i DIV 7) * 100000000 + i % 7"),
            new Keys("few", "MEDIUMINT UNSIGNED", "i"));

    @TestFactory
    List<DynamicTest> rangesAreOfTheWantedSize() {
        List<DynamicTest> tests = new ArrayList<>();
        for (ServerFlavor flavor : io.shardark.samples.servers.Servers.flavors().toList()) {
            for (Keys keys : KINDS) {
                for (String order : List.of("ASC", "DESC")) {
                    tests.add(DynamicTest.dynamicTest(
                            flavor + ", " + keys.name() + ", " + order, () -> check(flavor, keys, order)));
                }
            }
        }
        return tests;
    }

    private static void check(ServerFlavor flavor, Keys keys, String order) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            fill(source, keys, order);
            TableRecord table = source.table("t");
            Session session = source.session();
            long before = rowsRead(session);
            List<KeyRange> ranges = ranges(session, source.name(), table);
            long read = rowsRead(session) - before;

            // The last range is counted.
            assertTrue(read < ROWS / 20 + ROWS_PER_RANGE, () -> read + " rows were read");
            assertEquals(ROWS, requireSizes(session, source.name(), table, ranges));
        }
    }

    /** InnoDB never tells more than half of what its statistics have, MariaDB not more than its own. */
    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void serversWithOldStatisticsAreNotBelieved(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE t (k BIGINT PRIMARY KEY, v VARCHAR(40)) STATS_PERSISTENT = 1, STATS_AUTO_RECALC = 0");
            source.execute("INSERT INTO t VALUES (-2, 'v'), (-1, 'v')");
            source.execute("ANALYZE TABLE t" + (flavor == ServerFlavor.MARIADB ? " PERSISTENT FOR ALL" : ""));
            insert(source, "i");
            source.execute("FLUSH TABLES");
            TableRecord table = source.table("t");
            List<KeyRange> ranges = ranges(source.session(), source.name(), table);
            assertEquals(ROWS + 2, requireSizes(source.session(), source.name(), table, ranges));
        }
    }

    /** The statistics know of three ranges, and the table has ten times as many. */
    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void rangesOfAnOutgrownTableAreCounted(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE t (k BIGINT PRIMARY KEY, v VARCHAR(40)) STATS_PERSISTENT = 1, STATS_AUTO_RECALC = 0");
            insert(source, "i");
            source.execute("DELETE FROM t WHERE k >= 3000", "ANALYZE TABLE t");
            source.execute("INSERT IGNORE INTO t SELECT k + 3000, v FROM t");
            for (int rows = 6000; rows < 30_000; rows += rows) {
                source.execute("INSERT INTO t SELECT k + " + rows + ", v FROM t");
            }
            source.execute("FLUSH TABLES");
            TableRecord table = source.table("t");
            List<KeyRange> ranges =
                    ranges(source.session(), source.name(), table, new TableEstimate(3000, 3000 * 100L));
            assertEquals(48_000, requireSizes(source.session(), source.name(), table, ranges));
        }
    }

    @Test
    void theHistoryOfATableIsNotInTheWay() {
        try (SourceDatabase source = SourceDatabase.create(ServerFlavor.MARIADB)) {
            source.execute("CREATE TABLE t (k INT PRIMARY KEY, v VARCHAR(40)) WITH SYSTEM VERSIONING");
            insert(source, "i");
            source.execute("DELETE FROM t WHERE k BETWEEN 1000 AND 18999", "ANALYZE TABLE t");
            TableRecord table = source.table("t");
            long before = rowsRead(source.session());
            List<KeyRange> ranges = ranges(source.session(), source.name(), table);
            long read = rowsRead(source.session()) - before;
            assertTrue(read <= ROWS + ROWS_PER_RANGE, () -> read + " rows were read");
            assertEquals(2000, requireSizes(source.session(), source.name(), table, ranges));
        }
    }

    private static void fill(SourceDatabase source, Keys keys, String order) {
        source.execute(
                "CREATE TABLE t (k " + keys.column() + " NOT NULL, v VARCHAR(40), PRIMARY KEY (k " + order + "))");
        insert(source, keys.key());
        source.execute("ANALYZE TABLE t");
    }

    private static void insert(SourceDatabase source, String key) {
        for (int first = 0; first < ROWS; first += 1000) {
            String numbers = IntStream.range(first, first + 1000)
                    .mapToObj(i -> "SELECT " + i + " AS i")
                    .collect(Collectors.joining(" UNION ALL "));
            source.execute("INSERT INTO t SELECT " + key + ", REPEAT('v', 40) FROM (" + numbers + ") AS numbers");
        }
    }

    private static List<KeyRange> ranges(Session session, String schema, TableRecord table) {
        return ranges(session, schema, table, new TableEstimate(ROWS, ROWS * 100L));
    }

    private static List<KeyRange> ranges(Session session, String schema, TableRecord table, TableEstimate estimate) {
        List<KeyRange> ranges = new ArrayList<>();
        // Four chunks in a range.
        ChunkPlanner.ranges(session, schema, table, estimate, ROWS_PER_RANGE * 100 / 4)
                .forEachRemaining(ranges::add);
        return ranges;
    }

    /** The sum of their rows; hardly any is much too short, and none is much too long. */
    private static long requireSizes(Session session, String schema, TableRecord table, List<KeyRange> ranges) {
        long sum = 0;
        for (KeyRange range : ranges) {
            long rows = Long.parseLong(
                    session.value("SELECT COUNT(*) FROM `" + schema + "`.t" + KeyCondition.where(range)));
            assertTrue(rows <= 4 * ROWS_PER_RANGE, () -> rows + " rows in " + range);
            sum += rows;
        }
        assertTrue(
                ranges.size() <= 3 * Math.max(sum, ROWS) / ROWS_PER_RANGE,
                () -> ranges.size() + " ranges of " + table.name());
        return sum;
    }

    private static long rowsRead(Session session) {
        return session
                .query(
                        "SHOW SESSION STATUS LIKE 'Handler\\_read\\_%'",
                        row -> row.getString(1).equalsIgnoreCase("Handler_read_rnd_next")
                                ? BigInteger.ZERO
                                : new BigInteger(row.getString(2)))
                .stream()
                .mapToLong(BigInteger::longValueExact)
                .sum();
    }
}
