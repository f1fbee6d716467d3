package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.read.StoredValues.Different;
import io.shardark.format.catalog.TableRecord;
import io.shardark.samples.servers.ServerFlavor;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finds stored values that a restore would not make again, and takes no conversion of a server for one. */
class StoredValuesTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    private static List<Different> different(SourceDatabase source) {
        return StoredValues.different(source.session(), source.name(), source.table("t"));
    }

    private static Different rows(String column, long rows) {
        return new Different(column, OptionalLong.of(rows));
    }

    /** Rounded, clipped, cut off, padded, converted to another character set: the server does so whenever it stores. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void whatTheServerStoresAgainAlikeIsTheSame(ServerFlavor flavor) {
        // MariaDB lets the sql_mode decide how fractions end, and so nobody store them.
        String micros = flavor == ServerFlavor.MARIADB ? "(6)" : "";
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "SET SESSION sql_mode = ''",
                    "CREATE TABLE t (id INT PRIMARY KEY, a INT, d DOUBLE, f FLOAT, x DECIMAL(10,3), s VARCHAR(20),"
                            + " l VARCHAR(20) CHARACTER SET latin1, dt DATETIME(6), tm TIME(3), bi BINARY(4),"
                            + " vb VARBINARY(10), ts TIMESTAMP(3) NULL,"
                            + " g1 TINYINT AS (a / 3) STORED, g2 DECIMAL(5,2) AS (d) STORED, g3 FLOAT AS (d) STORED,"
                            + " g4 DOUBLE AS (f) STORED, g5 VARCHAR(5) AS (CONCAT(s, 'x, ) STORED (')) STORED,"
                            + " g6 CHAR(10) CHARACTER SET latin1 AS (s) STORED, g7 DATE AS (dt) STORED,"
                            + " g8 DATETIME" + micros + " AS (dt) STORED, g9 TIME" + micros
                            + " AS (tm) STORED, g10 BINARY(6) AS (bi) STORED,"
                            + " g11 VARBINARY(3) AS (vb) STORED, g12 BIT(20) AS (ABS(a)) STORED,"
                            + " g13 ENUM('a', 'b') AS (IF(a > 5, 'a', 'b')) STORED, g14 SET('x', 'y') AS ('x,y') STORED,"
                            + " g15 YEAR AS (YEAR(dt)) STORED, g16 INT AS (s) STORED, g17 DECIMAL(20,10) AS (a / 7) STORED,"
                            + " g18 ENUM('a', 'b') AS (1 + (a > 5)) STORED, g19 FLOAT(7,2) AS (d) STORED,"
                            + " g20 INT UNSIGNED AS (a) STORED, g21 VARCHAR(30) AS (d) STORED, g22 TEXT AS (x) STORED,"
                            + " g23 BIGINT AS (d) STORED, g24 INT AS (JSON_EXTRACT(CONCAT('[', a, ']'), '$[0]')) STORED,"
                            + " g25 BLOB AS (l) STORED, g26 TIMESTAMP(3) AS (ts) STORED, `g``27` JSON AS (JSON_ARRAY(a, s))"
                            + " STORED, g28 POINT AS (POINT(a, 1)) STORED, g29 BIGINT UNSIGNED AS (a * 0 + 18446744073709551615)"
                            + " STORED, g30 DOUBLE UNSIGNED AS (d) STORED, g31 YEAR AS (ABS(a) % 100) STORED,"
                            + " g32 LONGTEXT CHARACTER SET gbk AS (CONCAT(s, '\u4e2d')) STORED,"
                            + " v INT AS (a + 1) VIRTUAL COMMENT 'GENERATED ALWAYS AS (no) STORED')",
                    "INSERT INTO t (id, a, d, f, x, s, l, dt, tm, bi, vb, ts) VALUES"
                            + " (1, 10, 2.5, 0.1, 1.2345, '3.7', '\u00e9', '2024-05-06 07:08:09.6', '10:11:12.567', x'01',"
                            + " 'abcd', '2024-05-06 07:08:09.999'),"
                            + " (2, -1000, -1e10, 1e30, -5, 'twelve  ', '\u00e9  ', '1999-12-31 23:59:59.9999', '-10:11:12.567',"
                            + " x'41424344', 'a', '2038-01-19 03:14:07'),"
                            + " (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
                            + " (4, 300, 1e15, 1234.567, 99.5, '\u65e5\u672c', '\u00df', '2000-02-29', '00:00:00', '', '',"
                            + " '1970-01-01 00:00:01'), (5, 14, 3.5, -0.5, 0, '', '', '1901-01-01', '838:59:59', x'FF', x'FF00', NULL)");
            assertEquals(List.of(), different(source));
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void whatAnotherTimeZoneStoredIsCounted(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY, at TIMESTAMP NULL, clock INT AS (HOUR(at)) STORED,"
                            + " `day``s` DATE AS (CAST(at AS DATE)) STORED, computed INT AS (HOUR(at)) VIRTUAL,"
                            + " other INT AS (id + 1) STORED)",
                    "INSERT INTO t (id, at) VALUES (1, '2026-01-01 23:30:00'), (2, NULL)",
                    "SET SESSION time_zone = '+02:00'",
                    "INSERT INTO t (id, at) VALUES (3, '2026-01-01 12:30:00'), (4, '2026-01-02 01:30:00'), (5, NULL)",
                    "SET SESSION time_zone = '+00:00'");
            assertEquals(List.of(rows("clock", 2), rows("day`s", 1)), different(source));
        }
    }

    /** MariaDB lets nobody store what a language or the sql_mode decides. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void whatAnotherLanguageOrModeStoredIsCounted(ServerFlavor flavor) {
        Assumptions.assumeTrue(flavor == ServerFlavor.MYSQL);
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE t (id INT UNSIGNED PRIMARY KEY, at DATE,"
                            + " day VARCHAR(20) AS (DATE_FORMAT(at, '%W')) STORED, less BIGINT AS (id - 2) STORED)",
                    "INSERT INTO t (id, at) VALUES (3, '2026-01-01')",
                    "SET SESSION lc_time_names = 'de_DE', sql_mode = 'NO_UNSIGNED_SUBTRACTION'",
                    // The modes of whoever opens a table first decide for all.
                    "FLUSH TABLES t",
                    "INSERT INTO t (id, at) VALUES (1, NULL), (4, '2026-01-01')",
                    "SET SESSION lc_time_names = 'en_US', sql_mode = ''");
            // The difference has no value under the usual mode, so the server ends the statement.
            assertEquals(List.of(rows("day", 1), new Different("less", OptionalLong.empty())), different(source));
        }
    }

    /** The collation calls both texts equal; rows that are not selected do not count. */
    @Test
    void textsAreComparedByteByByteAndOnlyInSelectedRows() {
        try (SourceDatabase source = SourceDatabase.create(ServerFlavor.MARIADB)) {
            source.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY, at TIMESTAMP NULL,"
                            + " a VARCHAR(9) COLLATE utf8mb4_general_ci AS (IF(HOUR(at) > 11, 'PM', 'pm')) STORED)",
                    "SET SESSION time_zone = '+12:00'",
                    "INSERT INTO t (id, at) VALUES (1, '2026-01-01 01:00:00'), (2, '2026-01-01 02:00:00')",
                    "SET SESSION time_zone = '+00:00'");
            assertEquals(List.of(rows("a", 2)), different(source));
            TableRecord table = source.table("t");
            TableRecord one = selected(table);
            assertEquals(List.of(rows("a", 1)), StoredValues.different(source.session(), source.name(), one));
        }
    }

    private static TableRecord selected(TableRecord table) {
        return new TableRecord(
                table.number(),
                table.name(),
                table.logicalTable(),
                table.engine(),
                table.definition(),
                table.columns(),
                table.key(),
                "id = 2");
    }
}
