package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.fidelity.FidelityDocument;
import io.shardark.engine.operation.TwoProducts.Direction;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From MySQL to MariaDB and back: what both have comes back equal, and what one of them lacks is named beforehand. */
class CrossServerTest {
    /** Column, its definition, an expression that both products show alike, and values. */
    private static final String[][] COLUMNS = {
        {"tiny", "TINYINT", "tiny", "-128", "127"},
        {"big", "BIGINT UNSIGNED", "big", "0", "18446744073709551615"},
        {"filled", "INT(8) ZEROFILL", "filled", "5", "4294967295"},
        {
            "exact",
            "DECIMAL(65,30)",
            "exact",
            "-0.000000000000000000000000000001",
            "99999999999999999999999999999999999.5"
        },
        {"single", "FLOAT", "CAST(CAST(single AS DOUBLE) AS CHAR)", "1.17549435e-38", "-3.4028234e38"},
        {"dbl", "DOUBLE", "CAST(dbl AS CHAR)", "2.2250738585072014e-308", "0.1"},
        {
            "bits",
            "BIT(64)",
            "BIN(bits + 0)",
            "b'1'",
            "b'1111111111111111111111111111111111111111111111111111111111111111'"
        },
        {"ch", "CHAR(10) CHARACTER SET latin1", "HEX(ch)", "'\u00e9 '", "''"},
        {"vc", "VARCHAR(50) COLLATE utf8mb4_bin", "HEX(vc)", "'\ud83d\ude00 \u4e2d\u6587\\t\\\\\\0'", "' '"},
        {"ascii_text", "TEXT CHARACTER SET ascii", "HEX(ascii_text)", "'a'", "REPEAT('x', 60000)"},
        {"bin", "BINARY(3)", "HEX(bin)", "x'00'", "x'FFFEFD'"},
        {"blob_value", "LONGBLOB", "HEX(blob_value)", "x'000A0D5C1A'", "REPEAT(x'5C', 70000)"},
        {"en", "ENUM('a','b c','\u4e2d')", "HEX(en)", "'\u4e2d'", "'b c'"},
        {"st", "SET('x','y')", "HEX(st)", "'x,y'", "''"},
        {"day", "DATE", "CAST(day AS CHAR)", "'9999-12-31'", "'2026-02-30'"},
        {"moment", "DATETIME(6)", "CAST(moment AS CHAR)", "'1000-01-01 00:00:00.000001'", "'9999-12-31 23:59:59.999999'"
        },
        {"stamp", "TIMESTAMP(3) NULL", "CAST(stamp AS CHAR)", "'1970-01-01 00:00:01.001'", "'2038-01-19 03:14:07.999'"},
        {"clock", "TIME(2)", "CAST(clock AS CHAR)", "'-838:59:59.00'", "'838:59:58.99'"},
        {"yr", "YEAR", "yr", "1901", "2155"},
        {"place", "POINT", "CONCAT(ST_SRID(place), HEX(ST_AsBinary(place)))", "ST_GeomFromText('POINT(1.5 -2)')", "NULL"
        },
        {
            "area",
            "GEOMETRY",
            "HEX(ST_AsBinary(area))",
            "ST_GeomFromText('POLYGON((0 0,0 3,3 3,0 0))')",
            "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))')"
        },
        {
            "doc",
            "JSON",
            "CAST(doc AS CHAR)",
            "'{\"b\": [1, 2.50, \"x\\\\\\\\y\", null], \"\u4e2d\": true}'",
            "'\"\ud83d\ude00\"'"
        },
    };

    @TempDir
    private Path folder;

    static Stream<Direction> directions() {
        return TwoProducts.directions();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("directions")
    void valuesOfAllCommonTypesComeBackAsBothServersShowThem(Direction direction) {
        StringBuilder create = new StringBuilder("CREATE TABLE v_all (id INT PRIMARY KEY");
        String select = "SELECT CONCAT_WS('|', id";
        StringBuilder first = new StringBuilder("INSERT INTO v_all VALUES (1");
        StringBuilder second = new StringBuilder("INSERT INTO v_all VALUES (2");
        StringBuilder none = new StringBuilder("INSERT INTO v_all VALUES (3");
        for (String[] column : COLUMNS) {
            create.append(", ").append(column[0]).append(" ").append(column[1]);
            select += ", IFNULL(" + column[2] + ", 'NULL')";
            first.append(", ").append(column[3]);
            second.append(", ").append(column[4]);
            none.append(", NULL");
        }
        select += ") FROM v_all ORDER BY id";
        try (TwoProducts products =
                TwoProducts.create(direction, create + ")", first + ")", second + ")", none + ")")) {
            RestoreReport report = products.move(folder);
            assertEquals(3, report.rows());
            assertEquals(products.query(products.source(), select), products.query(products.target(), select));
            assertEquals(report.shards().get(0).source(), report.shards().get(0).target());
            Map<String, String> findings = new LinkedHashMap<>();
            for (String[] column : COLUMNS) {
                boolean json = column[1].equals("JSON") && products.toMariaDb();
                findings.put("`" + column[1] + "`", json ? "equal text, as LONGTEXT with a check" : "equal");
            }
            FidelityDocument.ofProject().state("cross-server", "type", products.columns(), findings);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("directions")
    void definitionsKeepTheirMeaning(Direction direction) {
        try (TwoProducts products = TwoProducts.create(direction, definitions())) {
            String checked = products.toMariaDb() ? "IGNORED" : "INVISIBLE";
            products.execute(
                    products.source(),
                    "ALTER TABLE t ADD KEY k_unused (b) " + (products.toMariaDb() ? "INVISIBLE" : "IGNORED"));
            RestoreReport report = products.move(folder);
            String shown = products.query(products.target(), "SELECT 1").get(0) + String.join("", show(products, "t"));
            assertTrue(shown.contains(checked), shown);
            products.execute(
                    products.target(),
                    "INSERT INTO t (id, b) VALUES (50, 5)",
                    "INSERT INTO t_child VALUES (1, 50)",
                    "INSERT INTO t_part VALUES (5), (15)",
                    "CALL p_one(@x)");
            assertEquals(
                    List.of("50|5|ab|hidden|10|long"),
                    products.query(
                            products.target(),
                            "SELECT CONCAT_WS('|', id, b, c, hidden, twice, txt) FROM t WHERE id = 50"));
            assertEquals(List.of("50"), products.query(products.target(), "SELECT id FROM v_t WHERE id = 50"));
            assertEquals(List.of("logged 50"), products.query(products.target(), "SELECT line FROM t_log"));
            assertEquals(List.of("8"), products.query(products.target(), "SELECT f_double(4)"));
            assertEquals(
                    List.of("p0,p1"),
                    products.query(
                            products.target(),
                            "SELECT GROUP_CONCAT(PARTITION_NAME ORDER BY PARTITION_NAME) FROM information_schema.PARTITIONS"
                                    + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't_part'"));
            for (String wrong : List.of(
                    "INSERT INTO t (id, b) VALUES (51, -1)",
                    "INSERT INTO t_other VALUES (-1)",
                    "INSERT INTO t_child VALUES (2, 99)",
                    "INSERT INTO t (id, b) VALUES (50, 1)")) {
                assertThrows(ShardarkException.class, () -> products.execute(products.target(), wrong), wrong);
            }
            assertTrue(report.notes().stream().anyMatch(note -> note.contains("the source was")), report::toString);
        }
    }

    private static List<String> show(TwoProducts products, String table) {
        return products.query(
                products.target(),
                "SELECT GROUP_CONCAT(INDEX_NAME, ' ', "
                        + (products.toMariaDb()
                                ? "IF(IGNORED = 'YES', 'IGNORED', '')"
                                : "IF(IS_VISIBLE = 'NO', 'INVISIBLE', '')")
                        + ") FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '"
                        + table + "'");
    }

    private static String[] definitions() {
        return new String[] {
            "CREATE TABLE t (id INT PRIMARY KEY COMMENT 'it''s DEFAULT (x)', b INT NOT NULL DEFAULT 7,"
                    + " c VARCHAR(20) DEFAULT (CONCAT('a', 'b')), hidden VARCHAR(10) DEFAULT 'hidden' INVISIBLE,"
                    + " twice INT GENERATED ALWAYS AS (b * 2) STORED, txt TEXT DEFAULT ('long'),"
                    + " changed TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,"
                    + " KEY k_desc (b DESC, c(5)), FULLTEXT KEY k_text (txt), CHECK (b > 0)) COMMENT 'a ; comment'",
            "CREATE TABLE t_other (a INT, CHECK (a > 0))",
            "CREATE TABLE t_child (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES t (id) ON DELETE CASCADE)",
            "CREATE TABLE t_part (id INT PRIMARY KEY) PARTITION BY RANGE (id)"
                    + " (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)",
            "CREATE TABLE t_log (line VARCHAR(50)) ROW_FORMAT=DYNAMIC",
            "CREATE VIEW v_t AS SELECT id, CONCAT(c, 'x') AS cx FROM t WHERE b > 0",
            "CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW INSERT INTO t_log VALUES (CONCAT('logged ', NEW.id))",
            "CREATE FUNCTION f_double(a INT) RETURNS INT DETERMINISTIC RETURN a * 2",
            "CREATE PROCEDURE p_one(OUT x INT) BEGIN DECLARE y INT DEFAULT 1; SET x = y; END",
            "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DISABLE DO DELETE FROM t_log",
            "INSERT INTO t (id, b) VALUES (1, 1), (2, 2)",
            "DELETE FROM t_log"
        };
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("directions")
    void whatTheOtherCannotHaveIsNamedBeforeAnythingIsWritten(Direction direction) {
        boolean fromMySql = direction.from().name().equals("MYSQL");
        try (TwoProducts products = TwoProducts.create(direction, fromMySql ? onlyMySql() : onlyMariaDb())) {
            ProblemsException problems = assertThrows(ProblemsException.class, () -> products.move(folder));
            assertFalse(products.targetExists(), "nothing may be written");
            List<String> places = fromMySql
                    ? List.of(
                            "table t_charset, column a:",
                            "table t_check, check:",
                            "table t_generated, column g:",
                            "table t_index, key k_expression:",
                            "table t_multi, key k_multi:",
                            "table t_spatial, column p:",
                            "table t_vector, column v:",
                            "table t_hidden, column h:",
                            "procedure p_mode:")
                    : List.of(
                            "table t_collation, column a:",
                            "table t_compressed:",
                            "table t_decimal, column a:",
                            "table t_inet, column a:",
                            "table t_inet, column b:",
                            "table t_numbered, column id:",
                            "table t_uuid, column u:",
                            "table t_versioned:",
                            "sequence sq:",
                            "table t_twin",
                            "procedure p_mode:");
            List<String> messages =
                    problems.problems().stream().map(Throwable::getMessage).toList();
            for (String place : places) {
                assertEquals(
                        1,
                        messages.stream()
                                .filter(message -> message.startsWith("shard ds_0, " + place))
                                .count(),
                        () -> place + " in\n" + String.join("\n", messages));
            }
            assertEquals(places.size(), messages.size(), () -> String.join("\n", messages));
            FidelityDocument.ofProject()
                    .state("cross-server refusals, " + direction, "what", products.columns(), refusals(messages));
            problems.problems().forEach(problem -> assertTrue(problem instanceof RefusedException, problem::toString));
        }
    }

    /** By place in the test's tables, whose names say what they have. */
    private static Map<String, String> refusals(List<String> messages) {
        Map<String, String> findings = new TreeMap<>();
        for (String message : messages) {
            String[] parts = message.split(": ", 2);
            String place = parts[0].substring("shard ds_0, ".length());
            findings.put("`" + place + "`", "refused: " + parts[1].substring(parts[1].indexOf("cannot have: ") + 13));
        }
        return findings;
    }

    private static String[] onlyMySql() {
        return new String[] {
            "CREATE TABLE t_charset (a VARCHAR(5) CHARACTER SET gb18030)",
            "CREATE TABLE t_check (a INT, CHECK (a > 0) NOT ENFORCED)",
            "CREATE TABLE t_generated (a INT, g INT GENERATED ALWAYS AS (a) VIRTUAL NOT NULL)",
            "CREATE TABLE t_index (a INT, KEY k_expression ((a + 1)))",
            "CREATE TABLE t_multi (doc JSON, KEY k_multi ((CAST(doc->'$.a' AS UNSIGNED ARRAY))))",
            "CREATE TABLE t_spatial (p POINT NOT NULL SRID 4326)",
            "CREATE TABLE t_vector (v VECTOR(3))",
            "CREATE TABLE t_hidden (a INT, h INT NOT NULL INVISIBLE)",
            "CREATE TABLE t_good (id INT PRIMARY KEY) COMPRESSION='zlib'",
            "SET SESSION sql_mode = 'TIME_TRUNCATE_FRACTIONAL'",
            "CREATE PROCEDURE p_mode() SELECT 1"
        };
    }

    private static String[] onlyMariaDb() {
        return new String[] {
            "CREATE TABLE t_collation (a VARCHAR(5) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci)",
            "CREATE TABLE t_compressed (a INT) PAGE_COMPRESSED=1",
            "CREATE TABLE t_good (id INT PRIMARY KEY, a TEXT COMPRESSED)",
            "CREATE TABLE t_decimal (a DECIMAL(65,38))",
            "CREATE TABLE t_inet (a INET4, b INET6, c INT)",
            "CREATE SEQUENCE sq",
            "CREATE TABLE t_numbered (id BIGINT DEFAULT NEXTVAL(sq))",
            "CREATE TABLE t_uuid (u UUID PRIMARY KEY)",
            "CREATE TABLE t_versioned (a INT) WITH SYSTEM VERSIONING",
            "CREATE TABLE t_twin (a INT, CONSTRAINT twin CHECK (a > 0))",
            "CREATE TABLE t_twin_2 (a INT, CONSTRAINT twin CHECK (a > 1))",
            "SET SESSION sql_mode = 'EMPTY_STRING_IS_NULL'",
            "CREATE PROCEDURE p_mode() SELECT 1"
        };
    }
}
