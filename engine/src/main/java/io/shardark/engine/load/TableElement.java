package io.shardark.engine.load;

import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlToken.Kind;
import io.shardark.engine.mysql.SqlTokens;
import java.util.List;

/**
 * One entry between the parentheses of CREATE TABLE.
 *
 * @param text the entry as it is spelled, without the comma
 * @param name of the column, key or constraint; empty when it has none
 * @param firstColumn the first column of a key; empty when the key begins with an expression
 */
record TableElement(Type type, String text, String name, String firstColumn, boolean autoIncrement) {
    enum Type {
        COLUMN,
        PRIMARY_KEY,
        UNIQUE_KEY,
        KEY,
        SPATIAL_KEY,
        FULLTEXT_KEY,
        FOREIGN_KEY,
        CHECK,
        PERIOD,
        /** Something that this program does not know. */
        UNKNOWN;

        boolean isKey() {
            return this == PRIMARY_KEY
                    || this == UNIQUE_KEY
                    || this == KEY
                    || this == SPATIAL_KEY
                    || this == FULLTEXT_KEY;
        }
    }

    /** Whether it is a column that the server computes and stores. */
    boolean isStoredGenerated() {
        List<SqlToken> tokens = type == Type.COLUMN ? SqlTokens.of(text) : List.of();
        boolean generated = false;
        for (int i = 2; i < tokens.size(); i++) {
            generated |= tokens.get(i - 2).isWord("GENERATED")
                    && tokens.get(i - 1).isWord("ALWAYS")
                    && tokens.get(i).isWord("AS");
            if (generated
                    && tokens.get(i - 1).isSymbol(')')
                    && (tokens.get(i).isWord("STORED") || tokens.get(i).isWord("PERSISTENT"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a column that the server computes. */
    boolean isGenerated() {
        List<SqlToken> tokens = SqlTokens.of(text);
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i - 1).isWord("GENERATED") && tokens.get(i).isWord("ALWAYS")) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is an ordered key over columns: not over expressions, words, places or hashes. */
    boolean isPlainKey() {
        List<SqlToken> tokens = SqlTokens.of(text);
        boolean ordered = (type == Type.KEY || type == Type.UNIQUE_KEY)
                && tokens.stream().noneMatch(token -> token.isWord("HASH"));
        for (int i = 1; i < tokens.size(); i++) {
            boolean begins =
                    tokens.get(i - 1).isSymbol('(') || tokens.get(i - 1).isSymbol(',');
            ordered &= !(begins && tokens.get(i).isSymbol('('));
        }
        return ordered;
    }

    /** Recognises an entry by its first words. */
    static TableElement of(String text, List<SqlToken> tokens) {
        Type type = type(tokens);
        return switch (type) {
            case COLUMN -> column(text, tokens);
            case PRIMARY_KEY -> key(type, text, "PRIMARY", tokens);
            case UNIQUE_KEY, SPATIAL_KEY, FULLTEXT_KEY -> named(type, text, tokens, 2);
            case KEY -> named(type, text, tokens, 1);
            case FOREIGN_KEY -> new TableElement(type, text, tokens.get(1).identifier(), "", false);
            default -> new TableElement(type, text, "", "", false);
        };
    }

    private static Type type(List<SqlToken> tokens) {
        SqlToken first = tokens.get(0);
        if (first.kind() == Kind.NAME) {
            return Type.COLUMN;
        }
        if (starts(tokens, "CONSTRAINT")) {
            return constraint(tokens);
        }
        if (starts(tokens, "PRIMARY", "KEY")) {
            return Type.PRIMARY_KEY;
        }
        if (starts(tokens, "UNIQUE", "KEY")) {
            return Type.UNIQUE_KEY;
        }
        if (starts(tokens, "FULLTEXT", "KEY")) {
            return Type.FULLTEXT_KEY;
        }
        if (starts(tokens, "SPATIAL", "KEY")) {
            return Type.SPATIAL_KEY;
        }
        if (starts(tokens, "KEY")) {
            return Type.KEY;
        }
        if (starts(tokens, "CHECK")) {
            return Type.CHECK;
        }
        return starts(tokens, "PERIOD", "FOR") ? Type.PERIOD : Type.UNKNOWN;
    }

    private static Type constraint(List<SqlToken> tokens) {
        if (tokens.size() < 4 || tokens.get(1).kind() != Kind.NAME) {
            return Type.UNKNOWN;
        }
        List<SqlToken> rest = tokens.subList(2, tokens.size());
        if (starts(rest, "FOREIGN", "KEY")) {
            return Type.FOREIGN_KEY;
        }
        return starts(rest, "CHECK") ? Type.CHECK : Type.UNKNOWN;
    }

    private static boolean starts(List<SqlToken> tokens, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (i >= tokens.size() || !tokens.get(i).isWord(words[i])) {
                return false;
            }
        }
        return true;
    }

    private static TableElement column(String text, List<SqlToken> tokens) {
        boolean autoIncrement = tokens.stream().anyMatch(token -> token.isWord("AUTO_INCREMENT"));
        return new TableElement(Type.COLUMN, text, tokens.get(0).identifier(), "", autoIncrement);
    }

    private static TableElement named(Type type, String text, List<SqlToken> tokens, int nameIndex) {
        if (tokens.size() <= nameIndex || tokens.get(nameIndex).kind() != Kind.NAME) {
            return new TableElement(Type.UNKNOWN, text, "", "", false);
        }
        return key(type, text, tokens.get(nameIndex).identifier(), tokens);
    }

    private static TableElement key(Type type, String text, String name, List<SqlToken> tokens) {
        String firstColumn = "";
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isSymbol('(')) {
                SqlToken first = tokens.get(i + 1);
                firstColumn = first.kind() == Kind.NAME ? first.identifier() : "";
                break;
            }
        }
        return new TableElement(type, text, name, firstColumn, false);
    }
}
