package io.shardark.engine.read;

import io.shardark.engine.mysql.SqlText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in SQL whether a stored value is what its expression gives now. Servers convert what an expression gives to the
 * column's type when they store it and offer no such conversion in a SELECT, so it is spelled here, as a session
 * without strict modes does it. Where the two differ (a date made of no date, labels of a SET in another order, a FLOAT
 * in a text) a value may be called different though it is not; the other way round needs doubles beyond 2^53.
 */
final class StoredForm {
    private static final Pattern TYPE =
            Pattern.compile("([a-z0-9]+)(?:\\(([0-9]+)(?:,([0-9]+))?\\))?(.*)", Pattern.DOTALL);

    private final String column;
    private final String expression;
    private final String characterSet;
    private final String type;
    private final int length;
    private final int decimals;
    private final boolean unsigned;

    private StoredForm(StoredColumn stored, Matcher parts) {
        this.column = SqlText.name(stored.name());
        this.expression = stored.expression();
        this.characterSet = stored.characterSet();
        this.type = parts.group(1);
        this.length = parts.group(2) == null ? -1 : Integer.parseInt(parts.group(2));
        this.decimals = parts.group(3) == null ? -1 : Integer.parseInt(parts.group(3));
        this.unsigned = parts.group(4).contains("unsigned");
    }

    /** An expression that is 1 when they are the same and else 0, never NULL; empty for a type that is not known. */
    static Optional<String> same(StoredColumn stored) {
        Matcher parts = TYPE.matcher(stored.type().toLowerCase(Locale.ROOT));
        return parts.matches() ? new StoredForm(stored, parts).same() : Optional.empty();
    }

    private Optional<String> same() {
        return switch (type) {
            case "tinyint" -> integer(8);
            case "smallint" -> integer(16);
            case "mediumint" -> integer(24);
            case "int" -> integer(32);
            case "bigint" -> integer(64);
            case "decimal" ->
                number("CAST(" + expression + " AS DECIMAL(" + length + "," + Math.max(0, decimals) + "))");
            case "float" -> number("CAST(" + rounded() + " AS FLOAT)");
            case "double" -> number("CAST(" + rounded() + " AS DOUBLE)");
            case "bit" -> equal(column + " + 0", "ROUND(" + expression + ")");
            case "year" -> year();
            // MySQL rounds a DATETIME to seconds before it takes its date.
            case "date" -> equal(column, "CAST(CAST(" + expression + " AS DATETIME) AS DATE)");
            case "datetime", "timestamp" -> equal(column, "CAST(" + expression + " AS DATETIME" + fraction() + ")");
            case "time" -> equal(column, "CAST(" + expression + " AS TIME" + fraction() + ")");
            // Both are compared by number and by text, as the expression is one or the other.
            case "enum", "set", "uuid", "inet4", "inet6" -> equal(column, expression);
            case "json" -> bytes(text(column), text("CAST(" + expression + " AS JSON)"));
            default -> texts();
        };
    }

    private Optional<String> texts() {
        return switch (type) {
            case "char" -> bytes(column, "TRIM(TRAILING ' ' FROM LEFT(" + converted() + ", " + length + "))");
            case "varchar" -> bytes(column, "LEFT(" + converted() + ", " + length + ")");
            case "tinytext", "text", "mediumtext", "longtext" -> bytes(column, converted());
            case "binary" -> equal(column, "CAST(" + expression + " AS BINARY(" + length + "))");
            case "varbinary" -> bytes(column, "LEFT(CAST(" + expression + " AS BINARY), " + length + ")");
            case "tinyblob", "blob", "mediumblob", "longblob" -> bytes(column, expression);
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection",
                    "vector" -> equal("HEX(" + column + ")", "HEX(" + expression + ")");
            default -> Optional.empty();
        };
    }

    /** Out of range it is the nearest that the type has. */
    private Optional<String> integer(int bits) {
        BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
        BigInteger smallest = unsigned ? BigInteger.ZERO : half.negate();
        BigInteger largest = (unsigned ? half.shiftLeft(1) : half).subtract(BigInteger.ONE);
        return equal(column, "LEAST(GREATEST(ROUND(" + expression + "), " + smallest + "), " + largest + ")");
    }

    private Optional<String> number(String value) {
        return equal(column, unsigned ? "GREATEST(" + value + ", 0)" : value);
    }

    private String rounded() {
        if (decimals < 0) {
            return expression;
        }
        String largest = BigDecimal.TEN
                .pow(length - decimals)
                .subtract(BigDecimal.ONE.movePointLeft(decimals))
                .toPlainString();
        return "LEAST(GREATEST(ROUND(CAST(" + expression + " AS DOUBLE), " + decimals + "), -" + largest + "e0), "
                + largest + "e0)";
    }

    private Optional<String> year() {
        String value = "ROUND(" + expression + ")";
        return equal(
                column + " + 0",
                "CASE WHEN " + value + " BETWEEN 1 AND 69 THEN " + value + " + 2000 WHEN " + value
                        + " BETWEEN 70 AND 99 THEN " + value + " + 1900 ELSE " + value + " END");
    }

    private String fraction() {
        return length < 0 ? "" : "(" + length + ")";
    }

    private String converted() {
        return "CONVERT(" + expression + " USING " + SqlText.name(characterSet) + ")";
    }

    private static String text(String json) {
        return "CONVERT(" + json + " USING utf8mb4)";
    }

    /** Byte by byte, since collations call different texts equal. */
    private static Optional<String> bytes(String stored, String value) {
        return equal("CAST(" + stored + " AS BINARY)", "CAST(" + value + " AS BINARY)");
    }

    private static Optional<String> equal(String stored, String value) {
        return Optional.of("(" + stored + " <=> " + value + ")");
    }
}
