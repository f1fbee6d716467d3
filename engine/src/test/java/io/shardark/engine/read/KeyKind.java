package io.shardark.engine.read;

import io.shardark.samples.servers.ServerFlavor;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of key for which tables are made at random.
 *
 * @param columns the definition of the key's columns and the index
 * @param key the names of the columns that chunks must follow; empty when the key cannot be used
 * @param values makes the key of one row, as SQL
 */
record KeyKind(String columns, List<String> key, Function<Random, String> values) {
    @Override
    public String toString() {
        return columns;
    }

    /**
     * A type of column that keys can have.
     *
     * @param values makes a value, as SQL
     */
    private record Column(String type, Function<Random, String> values) {
        /** MariaDB orders CHAR with its padding, and compares it without. */
        boolean usable() {
            return !type.startsWith("CHAR") || !type.contains("nopad");
        }
    }

    /** Every type of column alone, and others. */
    static List<KeyKind> of(ServerFlavor flavor) {
        List<KeyKind> kinds = new ArrayList<>();
        columns(flavor)
                .forEach(column -> kinds.add(new KeyKind(
                        "k " + column.type() + " NOT NULL, PRIMARY KEY (k)",
                        column.usable() ? List.of("k") : List.of(),
                        column.values())));
        addComposites(kinds);
        addDescending(kinds);
        addUnusable(kinds);
        return kinds;
    }

    private static List<Column> columns(ServerFlavor flavor) {
        List<Column> columns = new ArrayList<>();
        addNumbers(columns);
        addTexts(columns);
        addBinaries(columns);
        addTimes(columns);
        if (flavor == ServerFlavor.MARIADB) {
            one(columns, "UUID", KeyKind::uuid);
            one(columns, "INET6", random -> "'::" + Integer.toHexString(random.nextInt(65536)) + "'");
            addTexts(columns, "utf8mb4", "utf8mb4_nopad_bin", "utf8mb4_general_nopad_ci", "utf8mb4_uca1400_ai_ci");
            addTexts(columns, "utf8mb4", "utf8mb4_uca1400_nopad_as_cs", "utf8mb4_unicode_520_nopad_ci");
        } else {
            addTexts(columns, "utf8mb4", "utf8mb4_0900_ai_ci", "utf8mb4_0900_as_cs", "utf8mb4_0900_bin");
            addTexts(columns, "utf8mb4", "utf8mb4_ja_0900_as_cs_ks", "utf8mb4_0900_as_ci", "utf8mb4_de_pb_0900_ai_ci");
            addTexts(columns, "gb18030", "gb18030_chinese_ci");
        }
        return columns;
    }

    private static void addTexts(List<Column> columns, String characterSet, String... collations) {
        for (String collation : collations) {
            for (String type : List.of("VARCHAR(20)", "CHAR(20)")) {
                one(columns, type + " CHARACTER SET " + characterSet + " COLLATE " + collation, KeyKind::text);
            }
        }
    }

    private static void one(List<Column> columns, String type, Function<Random, String> values) {
        columns.add(new Column(type, values));
    }

    /**
     * A key of one to three columns of any types, ascending or all descending, primary or unique, in a table that may
     * be partitioned. A primary key that chunks cannot follow may stand before it, or a nullable unique one.
     */
    static KeyKind random(ServerFlavor flavor, Random random) {
        List<Column> columns = columns(flavor);
        List<Column> chosen = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            chosen.add(columns.get(random.nextInt(columns.size())));
            names.add(0, "k" + i);
        }
        StringBuilder definition = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            definition
                    .append(names.get(i))
                    .append(' ')
                    .append(chosen.get(i).type())
                    .append(" NOT NULL, ");
        }
        String index = random.nextInt(3) == 0 ? "UNIQUE KEY u" : "PRIMARY KEY";
        String direction = random.nextInt(3) == 0 ? " DESC" : "";
        definition
                .append(index)
                .append(" (")
                .append(String.join(direction + ", ", names))
                .append(direction)
                .append(')');
        Function<Random, String> values = maker ->
                chosen.stream().map(column -> column.values().apply(maker)).collect(Collectors.joining(", "));
        return new KeyKind(definition.toString(), chosen.stream().allMatch(Column::usable) ? names : List.of(), values);
    }

    private static void addNumbers(List<Column> kinds) {
        one(kinds, "TINYINT", random -> number(random, "-128", "127", 7, true));
        one(kinds, "INT", random -> number(random, "-2147483648", "2147483647", 31, true));
        one(kinds, "INT UNSIGNED ZEROFILL", random -> number(random, "0", "4294967295", 32, false));
        one(kinds, "BIGINT", random -> number(random, "-9223372036854775808", "9223372036854775807", 63, true));
        one(kinds, "BIGINT UNSIGNED", random -> number(random, "0", "18446744073709551615", 64, false));
        one(
                kinds,
                "DECIMAL(30,5)",
                random -> number(
                                random, "-9999999999999999999999999.99999", "9999999999999999999999999.99999", 60, true)
                        .replaceFirst("^(-?[0-9]+)$", "$1.5"));
        one(kinds, "DECIMAL(20,3) ZEROFILL", random -> number(random, "0.001", "99999999999999999.999", 50, false));
        one(kinds, "BIT(64)", random -> number(random, "0", "18446744073709551615", 64, false));
        one(kinds, "BIT(3)", random -> Integer.toString(random.nextInt(8)));
        one(kinds, "YEAR", random -> random.nextInt(20) == 0 ? "0" : Integer.toString(1901 + random.nextInt(255)));
    }

    private static void addTexts(List<Column> kinds) {
        for (String collation : List.of(
                "latin1 COLLATE latin1_swedish_ci",
                "latin1 COLLATE latin1_bin",
                "utf8mb4 COLLATE utf8mb4_general_ci",
                "utf8mb4 COLLATE utf8mb4_unicode_ci",
                "utf8mb4 COLLATE utf8mb4_bin",
                "gbk COLLATE gbk_chinese_ci",
                "utf16 COLLATE utf16_general_ci",
                "sjis COLLATE sjis_japanese_ci",
                "cp932 COLLATE cp932_japanese_ci",
                "big5 COLLATE big5_chinese_ci",
                "euckr COLLATE euckr_korean_ci",
                "ujis COLLATE ujis_japanese_ci",
                "tis620 COLLATE tis620_thai_ci",
                "latin2 COLLATE latin2_czech_cs",
                "cp1250 COLLATE cp1250_czech_cs",
                "latin1 COLLATE latin1_german2_ci",
                "utf8mb3 COLLATE utf8mb3_swedish_ci",
                "utf32 COLLATE utf32_unicode_520_ci",
                "ucs2 COLLATE ucs2_bin",
                "koi8r COLLATE koi8r_general_ci")) {
            one(kinds, "VARCHAR(30) CHARACTER SET " + collation, KeyKind::text);
        }
        one(kinds, "CHAR(30) CHARACTER SET latin1", KeyKind::text);
    }

    private static void addBinaries(List<Column> kinds) {
        one(kinds, "VARBINARY(8)", random -> "x'" + bytes(random, random.nextInt(9)) + "'");
        one(kinds, "BINARY(4)", random -> "x'" + bytes(random, random.nextInt(5)) + "'");
    }

    private static void addTimes(List<Column> kinds) {
        one(kinds, "DATE", KeyKind::date);
        one(kinds, "DATETIME(6)", random -> "CONCAT(" + date(random) + ", ' 10:00:00." + random.nextInt(1000) + "')");
        one(
                kinds,
                "TIMESTAMP(3)",
                random -> "FROM_UNIXTIME(" + (1 + random.nextInt(2_000_000_000)) + "." + random.nextInt(1000) + ")");
        one(kinds, "TIME(2)", random -> "SEC_TO_TIME(" + (random.nextInt(6_000_000) - 3_000_000) + ".25)");
    }

    private static void addComposites(List<KeyKind> kinds) {
        Function<Random, String> small = random -> Integer.toString(random.nextInt(3));
        kinds.add(new KeyKind(
                "a INT, b VARCHAR(10) CHARACTER SET utf8mb4, PRIMARY KEY (a, b)",
                List.of("a", "b"),
                random -> small.apply(random) + ", " + text(random)));
        kinds.add(new KeyKind(
                "a TINYINT, b DATE, c BIGINT UNSIGNED, PRIMARY KEY (a, b, c)",
                List.of("a", "b", "c"),
                random -> small.apply(random) + ", " + date(random) + ", "
                        + number(random, "0", "18446744073709551615", 64, false)));
        kinds.add(new KeyKind(
                "a INT NOT NULL, b INT NOT NULL, UNIQUE KEY `odd``name` (b, a)",
                List.of("b", "a"),
                random -> random.nextInt(50) + ", " + random.nextInt(50)));
    }

    private static void addDescending(List<KeyKind> kinds) {
        kinds.add(new KeyKind(
                "k INT, PRIMARY KEY (k DESC)", List.of("k"), random -> Integer.toString(random.nextInt(300))));
        kinds.add(new KeyKind(
                "a VARCHAR(10) CHARACTER SET utf8mb4 NOT NULL, b INT NOT NULL, UNIQUE KEY (a DESC, b DESC)",
                List.of("a", "b"),
                random -> text(random) + ", " + random.nextInt(20)));
        kinds.add(new KeyKind(
                "a INT NOT NULL, b INT NOT NULL, UNIQUE KEY (a, b DESC), UNIQUE KEY (b DESC, a DESC)",
                List.of("b", "a"),
                random -> random.nextInt(20) + ", " + random.nextInt(20)));
    }

    /** Keys that must not be used: these tables are read as a whole. */
    private static void addUnusable(List<KeyKind> kinds) {
        kinds.add(new KeyKind(
                "k INT, UNIQUE (k)",
                List.of(),
                random -> random.nextInt(4) == 0 ? "NULL" : Integer.toString(random.nextInt())));
        kinds.add(new KeyKind("k INT", List.of(), random -> Integer.toString(random.nextInt(3))));
        kinds.add(new KeyKind("k DOUBLE PRIMARY KEY", List.of(), random -> Double.toString(random.nextGaussian())));
        kinds.add(new KeyKind("k ENUM('z','b','a') PRIMARY KEY", List.of(), random -> "1 + " + random.nextInt(3)));
        kinds.add(new KeyKind("k VARCHAR(30) NOT NULL, UNIQUE (k(5))", List.of(), random -> text(random)));
        kinds.add(new KeyKind(
                "k SET('z','b','a') PRIMARY KEY", List.of(), random -> Integer.toString(random.nextInt(8))));
        kinds.add(new KeyKind(
                "a INT, b INT, PRIMARY KEY (a DESC, b)",
                List.of(),
                random -> random.nextInt(20) + ", " + random.nextInt(20)));
    }

    /** Mostly sparse, often near an end of the type or a neighbour. */
    private static String number(Random random, String least, String most, int bits, boolean signed) {
        return switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> most;
            case 2, 3 -> Integer.toString(random.nextInt(100));
            default -> {
                String magnitude = new BigInteger(bits, random).toString();
                yield signed && random.nextBoolean() ? "-" + magnitude : magnitude;
            }
        };
    }

    private static String date(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "'0000-00-00'";
            case 1 -> "'2020-02-31'";
            case 2 -> "'2020-00-00'";
            case 3 -> "'9999-12-31'";
            default -> "'" + LocalDate.ofEpochDay(random.nextInt(200_000) - 100_000L) + "'";
        };
    }

    private static String text(Random random) {
        String[] parts = {
            "a",
            "A",
            "b",
            "B",
            "z",
            "0",
            "9",
            " ",
            "  ",
            "\\",
            "''",
            "%",
            "\t",
            "\u00e9",
            "\u4e2d",
            "\u6587",
            "\ud83d\ude00",
            "\u00df",
            "ss",
            "_"
        };
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return "CONVERT(x'"
                + HexFormat.of().formatHex(text.toString().getBytes(StandardCharsets.UTF_8))
                + "' USING utf8mb4)";
    }

    private static String bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String uuid(Random random) {
        return "'" + new UUID(random.nextLong(), random.nextLong()) + "'";
    }
}
