package io.shardark.engine.read;

import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

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

    static List<KeyKind> of(ServerFlavor flavor) {
        List<KeyKind> kinds = new ArrayList<>();
        addNumbers(kinds);
        addTexts(kinds);
        addBinaries(kinds);
        addTimes(kinds);
        addComposites(kinds);
        addUnusable(kinds);
        if (flavor == ServerFlavor.MARIADB) {
            one(kinds, "UUID", KeyKind::uuid);
            one(kinds, "INET6", random -> "'::" + Integer.toHexString(random.nextInt(65536)) + "'");
        } else {
            for (String collation : List.of("utf8mb4_0900_ai_ci", "utf8mb4_0900_as_cs", "utf8mb4_0900_bin")) {
                one(kinds, "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE " + collation, KeyKind::text);
                one(kinds, "CHAR(20) CHARACTER SET utf8mb4 COLLATE " + collation, KeyKind::text);
            }
        }
        return kinds;
    }

    private static void one(List<KeyKind> kinds, String type, Function<Random, String> values) {
        kinds.add(new KeyKind("k " + type + " NOT NULL, PRIMARY KEY (k)", List.of("k"), values));
    }

    private static void addNumbers(List<KeyKind> kinds) {
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

    private static void addTexts(List<KeyKind> kinds) {
        for (String collation : List.of(
                "latin1 COLLATE latin1_swedish_ci",
                "latin1 COLLATE latin1_bin",
                "utf8mb4 COLLATE utf8mb4_general_ci",
                "utf8mb4 COLLATE utf8mb4_unicode_ci",
                "utf8mb4 COLLATE utf8mb4_bin",
                "gbk COLLATE gbk_chinese_ci",
                "utf16 COLLATE utf16_general_ci",
                "sjis COLLATE sjis_japanese_ci")) {
            one(kinds, "VARCHAR(30) CHARACTER SET " + collation, KeyKind::text);
        }
        one(kinds, "CHAR(30) CHARACTER SET latin1", KeyKind::text);
    }

    private static void addBinaries(List<KeyKind> kinds) {
        one(kinds, "VARBINARY(8)", random -> "x'" + bytes(random, random.nextInt(9)) + "'");
        one(kinds, "BINARY(4)", random -> "x'" + bytes(random, random.nextInt(5)) + "'");
    }

    private static void addTimes(List<KeyKind> kinds) {
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
    }

    /** Mostly sparse, often near an end of the type or a neighbour. */
    private static String number(Random random, String least, String most, int bits, boolean signed) {
        return switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> most;
            case 2, 3 -> Integer.toString(random.nextInt(100));
            default -> {
                String magnitude = new java.math.BigInteger(bits, random).toString();
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
            default -> "'" + java.time.LocalDate.ofEpochDay(random.nextInt(200_000) - 100_000L) + "'";
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
                + HexFormat.of().formatHex(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "' USING utf8mb4)";
    }

    private static String bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String uuid(Random random) {
        return "'" + new java.util.UUID(random.nextLong(), random.nextLong()) + "'";
    }
}
