package io.shardark.engine.fidelity;

import java.util.List;
import java.util.stream.IntStream;

/** Numbers, bits, dates and times at the ends of their ranges. */
final class NumbersAndTimes {
    private NumbersAndTimes() {}

    static List<Specimen> all() {
        TypeSpecimens types = new TypeSpecimens();
        addIntegers(types);
        addReals(types);
        addBits(types);
        addDates(types);
        addTimes(types);
        return types.all();
    }

    private static void addIntegers(TypeSpecimens types) {
        types.type("TINYINT", "-128", "-1", "0", "127")
                .type("TINYINT UNSIGNED", "0", "127", "128", "255")
                .type("TINYINT(1)", "-128", "0", "1", "2", "127")
                .type("BOOLEAN", "TRUE", "FALSE", "-7")
                .type("SMALLINT", "-32768", "0", "32767")
                .type("SMALLINT UNSIGNED", "0", "32768", "65535")
                .type("MEDIUMINT", "-8388608", "0", "8388607")
                .type("MEDIUMINT UNSIGNED", "0", "16777215")
                .type("INT", "-2147483648", "0", "2147483647")
                .type("INT UNSIGNED", "0", "2147483648", "4294967295")
                .type("INT(8) UNSIGNED ZEROFILL", "0", "42", "4294967295")
                .type("BIGINT", "-9223372036854775808", "-9007199254740993", "0", "9223372036854775807")
                .type("BIGINT UNSIGNED", "0", "9223372036854775807", "9223372036854775808", "18446744073709551615");
    }

    private static void addReals(TypeSpecimens types) {
        String digits35 = "12345678901234567890123456789012345";
        String fraction30 = "000000000000000000000000000001";
        types.type("DECIMAL(65,30)", "0", "-0." + fraction30, digits35 + "." + fraction30, "-" + digits35 + ".5")
                .type("DECIMAL(65,0)", "-" + "9".repeat(65), "0", "9".repeat(65))
                .type("DECIMAL(30,30)", "0." + fraction30, "-0." + "9".repeat(30))
                .type("DECIMAL(10,2) UNSIGNED ZEROFILL", "0", "0.01", "99999999.99")
                .type(
                        "FLOAT",
                        "0",
                        "-0.0e0",
                        "1.234567",
                        "0.010516252368688583",
                        "16777217",
                        "0.1",
                        "3.402823466e38",
                        "-3.402823466e38",
                        "1.175494351e-38",
                        "1.4e-45")
                .type("FLOAT UNSIGNED", "0", "1e-30", "3.4e38")
                .type("FLOAT(7,3)", "1.234", "-9999.999", "0.001", "-0.0e0")
                .type("FLOAT(9,3)", "999999.999", "-999999.999", "999999.5", "0.125")
                .type("FLOAT(12,2) UNSIGNED", "9999999999.99", "0.01")
                .type(
                        "DOUBLE",
                        "0",
                        "-0.0e0",
                        "0.1",
                        "0.30000000000000004",
                        "123456789012345680",
                        "1e22",
                        "1.7976931348623157e308",
                        "-1.7976931348623157e308",
                        "2.2250738585072014e-308",
                        "4.9e-324")
                .type("DOUBLE(10,4)", "1.2345", "999999.9999", "-999999.9999")
                .type("DOUBLE(53,3)", "1e49", "-0.001", "0.1")
                .type("DOUBLE(20,0) UNSIGNED ZEROFILL", "0", "99999999999999999999", "18446744073709551616");
    }

    private static void addBits(TypeSpecimens types) {
        IntStream.rangeClosed(1, 64)
                .filter(length -> length <= 9 || length % 8 <= 1 || length == 63)
                .forEach(length -> types.named(
                        "`BIT(1)` to `BIT(64)`",
                        "BIT(" + length + ")",
                        "0",
                        "1",
                        "b'" + "10".repeat(32).substring(0, length) + "'",
                        "b'" + "1".repeat(length) + "'"));
        // Bytes that the row text escapes.
        types.named("`BIT(1)` to `BIT(64)`", "BIT(32)", "0x00090A5C", "0x5C4E", "9", "10", "92");
    }

    private static void addDates(TypeSpecimens types) {
        types.type("YEAR", "0", "1901", "1970", "2155")
                .type(
                        "DATE",
                        "'0000-00-00'",
                        "'2024-00-00'",
                        "'2024-02-00'",
                        "'0000-01-01'",
                        "'2020-02-31'",
                        "'2024-02-29'",
                        "'1000-01-01'",
                        "'1582-10-10'",
                        "'9999-12-31'");
        for (int digits = 0; digits <= 6; digits++) {
            String fraction = "." + "9".repeat(digits);
            types.type(
                    digits == 0 ? "DATETIME" : "DATETIME(" + digits + ")",
                    "'0000-00-00 00:00:00'",
                    "'2024-00-00 00:00:00'",
                    "'2021-11-31 10:00:00'",
                    "'1000-01-01 00:00:00'",
                    "'9999-12-31 23:59:59" + (digits == 0 ? "" : fraction) + "'");
            types.type(
                    digits == 0 ? "TIMESTAMP" : "TIMESTAMP(" + digits + ")",
                    "'0000-00-00 00:00:00'",
                    "'1970-01-01 00:00:01'",
                    // Twice and never in Central Europe.
                    "'2024-10-27 01:30:00'",
                    "'2024-03-31 02:30:00'",
                    "'2038-01-19 03:14:07" + (digits == 0 ? "" : fraction) + "'");
        }
    }

    private static void addTimes(TypeSpecimens types) {
        for (int digits = 0; digits <= 6; digits++) {
            String smallest = digits == 0 ? "00:00:01" : "00:00:00." + "0".repeat(digits - 1) + "1";
            types.type(
                    digits == 0 ? "TIME" : "TIME(" + digits + ")",
                    "'-838:59:59'",
                    "'838:59:59'",
                    "'-" + smallest + "'",
                    "'00:00:00'",
                    "'" + smallest + "'",
                    "'100:00:00" + (digits == 0 ? "" : "." + "9".repeat(digits)) + "'");
        }
    }
}
