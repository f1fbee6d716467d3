package io.shardark.engine.read;

import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.error.UnreachableException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes the values of a key column as SQL literals that the server compares exactly as it orders the column. Types for
 * which that cannot be had are no keys: FLOAT and DOUBLE are not exact, ENUM and SET are ordered by number and compared
 * as text (with numbers servers compare them row by row and read the whole index for each range: MySQL 9.7 and MariaDB
 * 11.4), and all others cannot be in a unique index without a prefix.
 */
public final class KeyType {
    private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> NUMBERS = Set.of("decimal", "year");
    private static final Set<String> TEXTS = Set.of("char", "varchar");
    private static final Set<String> BINARIES = Set.of("binary", "varbinary");
    private static final Set<String> QUOTED = Set.of("date", "datetime", "timestamp", "time", "uuid", "inet4", "inet6");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,65}(\\.[0-9]{1,65})?");
    private static final Pattern PLAIN = Pattern.compile("[-0-9A-Fa-f:. ]{1,45}");
    private static final Pattern CHARACTER_SET = Pattern.compile("[a-z0-9]{1,32}");

    private final Form form;
    private final String introducer;

    private KeyType(Form form, String introducer) {
        this.form = form;
        this.introducer = introducer;
    }

    private enum Form {
        INTEGER,
        NUMBER,
        QUOTED,
        BITS,
        HEXADECIMAL
    }

    /** How keys of this column are written; empty when the column cannot be part of a chunk key. */
    public static Optional<KeyType> of(ColumnRecord column) {
        String type = baseType(column.type());
        if (INTEGERS.contains(type)) {
            return Optional.of(new KeyType(Form.INTEGER, ""));
        }
        if (NUMBERS.contains(type)) {
            return Optional.of(new KeyType(Form.NUMBER, ""));
        }
        if (QUOTED.contains(type)) {
            return Optional.of(new KeyType(Form.QUOTED, ""));
        }
        if (type.equals("bit")) {
            return Optional.of(new KeyType(Form.BITS, ""));
        }
        if (BINARIES.contains(type)) {
            return Optional.of(new KeyType(Form.HEXADECIMAL, "_binary"));
        }
        if (TEXTS.contains(type) && CHARACTER_SET.matcher(column.characterSet()).matches()) {
            return Optional.of(new KeyType(Form.HEXADECIMAL, "_" + column.characterSet()));
        }
        return Optional.empty();
    }

    /** Whether its literals are those of whole numbers, in whose order the server has them. */
    boolean isInteger() {
        return form == Form.INTEGER;
    }

    /** The first word of a column type: {@code int} of {@code int(11) unsigned}. */
    private static String baseType(String type) {
        int end = 0;
        while (end < type.length() && Character.isLetterOrDigit(type.charAt(end))) {
            end++;
        }
        return type.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /**
     * The literal of a value.
     *
     * <p>A literal with an introducer has the column's character set and yields to the column's collation, so that
     * nothing is converted and the column's own order holds.
     *
     * @param value the column's bytes as the server sends them in the text protocol
     */
    public String literal(byte[] value) {
        return switch (form) {
            case INTEGER, NUMBER -> checked(NUMBER, value);
            case QUOTED -> "'" + checked(PLAIN, value) + "'";
            case BITS -> new BigInteger(1, value).toString();
            case HEXADECIMAL -> introducer + " x'" + HexFormat.of().formatHex(value) + "'";
        };
    }

    /** The value becomes part of a statement, so it must be what its type says, whatever the server sent. */
    private static String checked(Pattern expected, byte[] value) {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        if (!expected.matcher(text).matches()) {
            throw new UnreachableException(
                    "a server sent a key that is not of the key column's type",
                    "A proxy between Shardark and the server may change results; connect to the server directly.");
        }
        return text;
    }
}
