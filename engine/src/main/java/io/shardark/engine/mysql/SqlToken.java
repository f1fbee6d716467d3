package io.shardark.engine.mysql;

/**
 * A piece of an SQL text.
 *
 * @param text the piece as it is spelled
 * @param start index of its first character
 * @param end index behind its last character
 */
public record SqlToken(Kind kind, String text, int start, int end) {
    /** The kinds of pieces. */
    public enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in backticks, or in double quotes under ANSI_QUOTES. */
        NAME,
        /** A text in single or double quotes. */
        STRING,
        /** The beginning of a comment that the server executes, as in {@code /*!50100}. */
        EXECUTABLE_COMMENT,
        /** One character that is none of the others, or the end of an executable comment. */
        SYMBOL
    }

    /** Whether it is this keyword, in any case. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** Whether it is this character. */
    public boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.length() == 1 && text.charAt(0) == symbol;
    }

    /** Whether it could be a name: in backticks, or a word. */
    public boolean isIdentifier() {
        return kind == Kind.NAME || kind == Kind.WORD;
    }

    /** The name without quotes. */
    public String identifier() {
        if (kind != Kind.NAME) {
            return text;
        }
        String quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
}
