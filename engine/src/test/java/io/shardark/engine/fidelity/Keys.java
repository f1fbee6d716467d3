package io.shardark.engine.fidelity;

import io.shardark.engine.fidelity.Specimen.Fate;
import io.shardark.engine.fidelity.Specimen.Section;
import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Tables with every kind of key, each with rows enough for several chunks. */
final class Keys {
    /** So many, counted from 1, unless their keys are the same. */
    private static final int ROWS = 255;

    private static final String NUMBERS = " WITH RECURSIVE numbers AS"
            + " (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < " + ROWS + ") SELECT ";

    /** Equal for some collations, different for others. */
    private static final String WORDS =
            "CONCAT(ELT(1 + n % 8, 'a', 'A', 'ä', 'ß', 'z ', 'Z', '中', 'é'), n DIV 8, REPEAT(' ', n % 3))";

    private final List<Specimen> specimens = new ArrayList<>();
    private Set<ServerFlavor> servers = EnumSet.allOf(ServerFlavor.class);

    private Keys() {}

    static List<Specimen> all() {
        Keys keys = new Keys();
        keys.addNumbers();
        keys.addTimes();
        keys.addTexts();
        keys.addBytes();
        keys.addOthers();
        keys.addShapes();
        keys.addOfMySql();
        keys.addOfMariaDb();
        return List.copyOf(keys.specimens);
    }

    /** A primary key of one column, given by an expression over {@code n}. */
    private void primary(String type, String expression) {
        table(
                "`" + type + "`",
                "k " + type + ", note VARCHAR(40), PRIMARY KEY (k)",
                expression + ", CONCAT('note ', n)");
    }

    private void table(String item, String elements, String expressions) {
        specimens.add(new Specimen(
                Section.KEYS,
                item,
                Fate.SAVED,
                servers,
                List.of(
                        "CREATE TABLE key_${n} (" + elements + ")",
                        "INSERT IGNORE INTO key_${n}" + NUMBERS + expressions + " FROM numbers")));
    }

    private void addNumbers() {
        primary("TINYINT", "n - 128");
        primary("SMALLINT", "n * 257 - 32768");
        primary("MEDIUMINT", "n * 65793 - 8388608");
        primary("INT", "(n - 128) * 16000000");
        primary("BIGINT", "(n - 128) * 72000000000000000");
        primary("BIGINT UNSIGNED", "18446744073709551615 - CAST(n - 1 AS UNSIGNED) * 72000000000000000");
        table("sparse", "k BIGINT PRIMARY KEY, note VARCHAR(40)", "n * n * n * n * 4000037, 'sparse'");
        table(
                "AUTO_INCREMENT with 0 and negative numbers",
                "k INT AUTO_INCREMENT PRIMARY KEY, note VARCHAR(40)",
                "n - 100, 'zero'");
        primary("DECIMAL(65,30)", "(n - 128) * 0.000000000000000000000000000001");
        primary("DECIMAL(20,0) UNSIGNED", "99999999999999999999 - n");
        primary("BIT(64)", "18446744073709551615 - n");
        primary("YEAR", "1900 + n");
    }

    private void addTimes() {
        primary("DATE", "IF(n = 1, '0000-00-00', DATE_ADD('1000-01-01', INTERVAL n * 12345 DAY))");
        primary("DATETIME(6)", "DATE_ADD('9999-12-31 23:59:59.999999', INTERVAL -n * 1234567890123 MICROSECOND)");
        primary("TIMESTAMP(6)", "DATE_ADD('1970-01-01 00:00:01', INTERVAL n * 8388607.000001 SECOND)");
        primary("TIME(6)", "SEC_TO_TIME((n - 128) * 23456.000001)");
    }

    private void addTexts() {
        for (String collation : List.of(
                "utf8mb4_general_ci",
                "utf8mb4_unicode_ci",
                "utf8mb4_unicode_520_ci",
                "utf8mb4_swedish_ci",
                "utf8mb4_bin",
                "utf8mb3_general_ci",
                "utf8mb3_bin",
                "ucs2_general_ci",
                "utf16_unicode_ci",
                "utf32_general_ci",
                "latin1_swedish_ci",
                "latin1_german2_ci",
                "latin1_general_cs",
                "latin1_bin",
                "latin2_czech_cs",
                "gbk_chinese_ci",
                "gbk_bin",
                "sjis_japanese_ci",
                "big5_chinese_ci",
                "tis620_thai_ci")) {
            text(collation);
        }
        primary("CHAR(20) COLLATE utf8mb4_unicode_ci", WORDS);
        table("emoji", "k VARCHAR(20) COLLATE utf8mb4_bin PRIMARY KEY, note INT", "CONCAT('😀🀄', n, '👨‍👩‍👧'), n");
    }

    /** Words that differ in case, accents and trailing spaces; what the collation calls equal stays out. */
    private void text(String collation) {
        String characterSet = collation.substring(0, collation.indexOf('_'));
        primary("VARCHAR(20) CHARACTER SET " + characterSet + " COLLATE " + collation, WORDS);
    }

    private void addBytes() {
        primary("BINARY(8)", "UNHEX(LPAD(HEX(n * 65537), 8, '0'))");
        primary("VARBINARY(20)", "CONCAT(CHAR(n % 256), REPEAT(CHAR(0), n % 3), REPEAT(' ', n % 2), n DIV 4)");
    }

    private void addOthers() {
        table("ENUM", "k ENUM('z', 'a', 'm') PRIMARY KEY, note INT", "1 + n % 3, n");
        table("SET", "k SET('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h') PRIMARY KEY, note INT", "n, n");
        primary("FLOAT", "n / 7");
        primary("DOUBLE", "n / 7");
    }

    private void addShapes() {
        table(
                "composite, first column of few values",
                "a TINYINT, b INT, note VARCHAR(40), PRIMARY KEY (a, b)",
                "n % 2, n, 'two'");
        table(
                "composite of four types",
                "a VARCHAR(10) COLLATE utf8mb4_unicode_ci, b DATE, c DECIMAL(9,3), d BIGINT UNSIGNED, PRIMARY KEY (a, b, c, d)",
                "ELT(1 + n % 3, 'a', 'B ', 'ä'), DATE_ADD('2020-01-01', INTERVAL n % 5 DAY), -n / 8, n");
        table("composite that has an ENUM", "a ENUM('x', 'y'), b INT, PRIMARY KEY (a, b)", "1 + n % 2, n");
        table(
                "primary key behind other columns",
                "note VARCHAR(40), b INT, a INT, PRIMARY KEY (a, b)",
                "'n', n, n % 3");
        table("unique, no primary key", "k INT NOT NULL, note VARCHAR(40), UNIQUE (k)", "n * 3, 'unique'");
        table(
                "several unique keys",
                "a VARCHAR(10), b INT NOT NULL, c INT NOT NULL, note VARCHAR(40), UNIQUE ua (a), UNIQUE ub (b), UNIQUE uc (c)",
                "NULLIF(n % 50, 0), n, -n, 'several'");
        table("unique that may be NULL", "k INT, note VARCHAR(40), UNIQUE (k)", "NULLIF(n, 7), 'nullable'");
        table("unique over a prefix", "k VARCHAR(30) NOT NULL, note INT, UNIQUE (k(5))", "CONCAT(n, '-prefix'), n");
        table("descending", "k INT NOT NULL, note VARCHAR(40), PRIMARY KEY (k DESC)", "n, 'down'");
        table(
                "composite, descending",
                "a TINYINT, b VARCHAR(20) COLLATE utf8mb4_unicode_ci, note INT, PRIMARY KEY (a DESC, b DESC)",
                "n % 3, " + WORDS + ", n");
        table(
                "composite, one column descending",
                "a TINYINT, b INT, note VARCHAR(40), PRIMARY KEY (a, b DESC)",
                "n % 3, n, 'both ways'");
        table("none", "a INT, b VARCHAR(40)", "n % 10, NULLIF('same row', IF(n % 3, '', 'same row'))");
    }

    private void addOfMySql() {
        servers = Set.of(ServerFlavor.MYSQL);
        for (String collation : List.of(
                "utf8mb4_0900_ai_ci",
                "utf8mb4_0900_as_cs",
                "utf8mb4_0900_bin",
                "utf8mb4_ja_0900_as_cs_ks",
                "utf8mb4_zh_0900_as_cs",
                "utf8mb4_de_pb_0900_ai_ci",
                "gb18030_chinese_ci")) {
            text(collation);
        }
        table("functional", "a INT, b INT, UNIQUE u ((a + b))", "n, n");
    }

    private void addOfMariaDb() {
        servers = Set.of(ServerFlavor.MARIADB);
        for (String collation : List.of(
                "utf8mb4_uca1400_ai_ci",
                "utf8mb4_uca1400_nopad_as_cs",
                "utf8mb4_nopad_bin",
                "utf8mb4_general_nopad_ci",
                "latin1_swedish_nopad_ci")) {
            text(collation);
        }
        primary("UUID", "UUID()");
        primary("INET6", "CONCAT('2001:db8::', HEX(n * 257))");
        primary("INET4", "CONCAT('192.0.', n, '.', 255 - n)");
        table("unique over a LONGTEXT", "a LONGTEXT NOT NULL, note INT, UNIQUE (a)", "CONCAT('long ', n), n");
    }
}
