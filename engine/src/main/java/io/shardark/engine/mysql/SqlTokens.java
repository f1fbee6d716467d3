package io.shardark.engine.mysql;

import io.shardark.engine.mysql.SqlToken.Kind;
import io.shardark.format.error.DamagedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL text into tokens. It knows quotes, backticks, and comments, and nothing of the grammar. White space and
 * comments that the server ignores are left out.
 */
public final class SqlTokens {
    private final String sql;
    private final String stringEscape;
    private final String nameQuotes;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int position;

    private SqlTokens(String sql, String sqlMode) {
        this.sql = sql;
        this.stringEscape = sqlMode.contains("NO_BACKSLASH_ESCAPES") ? "" : "\\";
        this.nameQuotes = sqlMode.contains("ANSI_QUOTES") ? "`\"" : "`";
    }

    /** All tokens of a definition that was made, or is shown, under an empty sql_mode. */
    public static List<SqlToken> of(String sql) {
        return of(sql, "");
    }

    /**
     * All tokens in order.
     *
     * @param sqlMode decides what double quotes and backslashes mean
     * @throws DamagedException when a quote or a comment does not end
     */
    public static List<SqlToken> of(String sql, String sqlMode) {
        SqlTokens tokens = new SqlTokens(sql, sqlMode);
        while (tokens.position < sql.length()) {
            tokens.step();
        }
        return tokens.tokens;
    }

    private void step() {
        char next = sql.charAt(position);
        if (Character.isWhitespace(next)) {
            position++;
        } else if (nameQuotes.indexOf(next) >= 0) {
            add(Kind.NAME, quotedEnd(next, ""));
        } else if (next == '\'' || next == '"') {
            add(Kind.STRING, quotedEnd(next, stringEscape));
        } else if (isWordCharacter(next)) {
            add(Kind.WORD, wordEnd(position));
        } else if (!skipComment(next)) {
            add(Kind.SYMBOL, position + (sql.startsWith("*/", position) ? 2 : 1));
        }
    }

    private boolean skipComment(char next) {
        if (next == '#' || startsLineComment()) {
            int newline = sql.indexOf('\n', position);
            position = newline < 0 ? sql.length() : newline;
            return true;
        }
        if (!sql.startsWith("/*", position)) {
            return false;
        }
        if (sql.startsWith("/*!", position) || sql.startsWith("/*M!", position)) {
            add(Kind.EXECUTABLE_COMMENT, digitsEnd(sql.indexOf('!', position) + 1));
            return true;
        }
        int end = sql.indexOf("*/", position + 2);
        if (end < 0) {
            throw unended("A comment");
        }
        position = end + 2;
        return true;
    }

    /** Two dashes begin a comment only when white space follows. */
    private boolean startsLineComment() {
        return sql.startsWith("--", position) && (position + 2 == sql.length() || sql.charAt(position + 2) <= ' ');
    }

    private void add(Kind kind, int end) {
        tokens.add(new SqlToken(kind, sql.substring(position, end), position, end));
        position = end;
    }

    /** A doubled quote stands for itself: its halves are passed one after the other, as two quoted texts would be. */
    private int quotedEnd(char quote, String escape) {
        int end = position + 1;
        while (end < sql.length()) {
            char next = sql.charAt(end);
            if (escape.indexOf(next) >= 0) {
                end += 2;
            } else if (next != quote) {
                end++;
            } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else {
                return end + 1;
            }
        }
        throw unended("A quote");
    }

    private int wordEnd(int start) {
        int end = start;
        while (end < sql.length() && isWordCharacter(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private int digitsEnd(int start) {
        int end = start;
        while (end < sql.length() && Character.isDigit(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordCharacter(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character >= 0x80;
    }

    private DamagedException unended(String what) {
        return new DamagedException(
                what + " that begins at character " + position + " of a definition in the catalog does not end");
    }
}
