package io.shardark.engine.mysql;

import io.shardark.format.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** The only place where names and texts become SQL. */
public final class SqlText {
    private static final int LONGEST_NAME = 64;

    private SqlText() {}

    /**
     * An identifier in backticks, valid in every sql_mode.
     *
     * @throws ConfigurationException when no server could have such a name: empty, over 64 characters, or with NUL
     */
    public static String name(String identifier) {
        if (identifier.isEmpty()
                || identifier.codePointCount(0, identifier.length()) > LONGEST_NAME
                || identifier.indexOf('\0') >= 0) {
            throw new ConfigurationException("\"" + identifier + "\" cannot be the name of a schema, table or column");
        }
        return "`" + identifier.replace("`", "``") + "`";
    }

    /** A qualified identifier: schema and table. */
    public static String name(String schema, String table) {
        return name(schema) + "." + name(table);
    }

    /** Several identifiers, separated by commas. */
    public static String names(Collection<String> identifiers) {
        return identifiers.stream().map(SqlText::name).collect(Collectors.joining(", "));
    }

    /**
     * A string literal that means the same whether or not NO_BACKSLASH_ESCAPES is on: quotes doubled, or hexadecimal.
     */
    public static String literal(String text) {
        if (text.indexOf('\\') < 0 && text.indexOf('\0') < 0) {
            return "'" + text.replace("'", "''") + "'";
        }
        return "_utf8mb4 0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
