package io.shardark.engine.load;

import io.shardark.engine.load.SqlToken.Kind;
import io.shardark.format.error.DamagedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL text into tokens. It knows quotes, backticks, and comments, and nothing of the grammar. White space and
 * comments that the server ignores are left out.
 */
final class SqlTokens {
    /** What a backslash means inside quotes. */
    enum Backslash {
        ESCAPES,
        /** As under the sql_mode NO_BACKSLASH_ESCAPES. */
        IS_A_CHARACTER;

        static Backslash under(String sqlMode) {
            return sqlMode.contains("NO_BACKSLASH_ESCAPES") ? IS_A_CHARACTER : ESCAPES;
        }
    }

    private final String sql;
    private final Backslash backslash;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int position;

    private SqlTokens(String sql, Backslash backslash) {
        this.sql = sql;
        this.backslash = backslash;
    }

    /**
     * All tokens in order.
     *
     * @throws DamagedException when a quote or a comment does not end
     */
    static List<SqlToken> of(String sql, Backslash backslash) {
        SqlTokens tokens = new SqlTokens(sql, backslash);
        while (tokens.position < sql.length()) {
            tokens.step();
        }
        return tokens.tokens;
    }

    private void step() {
        char next = sql.charAt(position);
        if (Character.isWhitespace(next)) {
            position++;
        } else if (next == '`') {
            add(Kind.NAME, quotedEnd('`', Backslash.IS_A_CHARACTER));
        } else if (next == '\'' || next == '"') {
            add(Kind.STRING, quotedEnd(next, backslash));
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
    private int quotedEnd(char quote, Backslash meaning) {
        int end = position + 1;
        while (end < sql.length()) {
            char next = sql.charAt(end);
            if (next == '\\' && meaning == Backslash.ESCAPES) {
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
