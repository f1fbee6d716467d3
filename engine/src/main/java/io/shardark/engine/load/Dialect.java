package io.shardark.engine.load;

import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlToken.Kind;
import io.shardark.engine.mysql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Spells a piece of a table's definition as the other product does, where the meaning stays the same. What it leaves as
 * it is, the target judges; what the target would not see or would take for something else, it names.
 *
 * <p>All rewrites are here:
 *
 * <ul>
 *   <li>attributes in comments for MySQL only ({@code /*!80023 INVISIBLE *}{@code /}) lose the comment, since MariaDB
 *       skips those of 5.7 and later; of an index, INVISIBLE becomes IGNORED, and the other way round;
 *   <li>{@code geomcollection} becomes {@code geometrycollection};
 *   <li>defaults that are expressions get parentheses for MySQL, as do literals of TEXT and BLOB;
 *   <li>names that MariaDB gave to CHECK constraints are left to MySQL, where they are unique in a schema;
 *   <li>compression of columns and pages, and extents, which no value depends on, are left out, with a note.
 * </ul>
 */
final class Dialect {
    private static final Set<String> STORAGE = Set.of("COMPRESSED", "AUTOEXTEND_SIZE");
    private static final Set<String> NOW =
            Set.of("CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP", "NULL", "TRUE", "FALSE");

    private final String text;
    private final TableElement.Type type;
    private final boolean toMariaDb;
    private final StringBuilder result = new StringBuilder();
    private final List<String> lost = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<SqlToken> tokens;
    private int copied;

    private Dialect(String text, TableElement.Type type, boolean toMariaDb) {
        this.text = text;
        this.type = type;
        this.toMariaDb = toMariaDb;
        this.tokens = SqlTokens.of(text);
    }

    /**
     * A piece in the other spelling.
     *
     * @param lost what the target cannot have, one end of a sentence each
     * @param notes what is left out without a loss of meaning
     */
    record Piece(String text, List<String> lost, List<String> notes) {}

    /** Spells a column, key or constraint. */
    static Piece element(TableElement element, boolean toMariaDb) {
        return new Dialect(element.text(), element.type(), toMariaDb).rewrite();
    }

    /** Spells what stands behind the parentheses. */
    static Piece tail(String tail, boolean toMariaDb) {
        return new Dialect(tail, TableElement.Type.UNKNOWN, toMariaDb).rewrite();
    }

    private Piece rewrite() {
        for (int i = 0; i < tokens.size(); i++) {
            i = step(i);
        }
        result.append(text, copied, text.length());
        return new Piece(result.toString(), List.copyOf(lost), List.copyOf(notes));
    }

    /** Looks at a token and answers the last one that was dealt with. */
    private int step(int index) {
        SqlToken token = tokens.get(index);
        if (token.kind() == Kind.EXECUTABLE_COMMENT) {
            return comment(index);
        }
        if (token.isWord("PARSER") && type == TableElement.Type.FULLTEXT_KEY && index + 1 < tokens.size()) {
            lost.add("it has no parser " + tokens.get(index + 1).text() + " for full-text keys");
        }
        if (toMariaDb) {
            if (type == TableElement.Type.COLUMN && index == 1 && token.isWord("geomcollection")) {
                replace(index, index, "geometrycollection");
            } else if (type == TableElement.Type.UNKNOWN && token.isWord("COMPRESSION") && index + 2 < tokens.size()) {
                replace(index, index + 2, "");
                notes.add("the compression of pages is left out");
                return index + 2;
            }
            return index;
        }
        if (type == TableElement.Type.COLUMN && token.isWord("DEFAULT")) {
            return expression(index);
        }
        if (type == TableElement.Type.CHECK && index == 1 && isGivenName(token)) {
            replace(0, 1, "");
        } else if (type.isKey() && token.isWord("IGNORED")) {
            replace(index, index, "INVISIBLE");
        }
        return index;
    }

    private boolean isGivenName(SqlToken token) {
        return tokens.get(0).isWord("CONSTRAINT") && token.identifier().matches("CONSTRAINT_[0-9]+");
    }

    private int comment(int index) {
        int end = index;
        while (end < tokens.size() && !tokens.get(end).text().equals("*/")) {
            end++;
        }
        int last = Math.min(end, tokens.size() - 1);
        if (!isSkipped(tokens.get(index).text())) {
            return index;
        }
        String content = text.substring(
                        tokens.get(index).end(), tokens.get(last).start())
                .strip();
        String word = index + 1 < last ? tokens.get(index + 1).text().toUpperCase(Locale.ROOT) : "";
        if (STORAGE.contains(word)) {
            replace(index, last, "");
            notes.add(word + " is left out");
        } else if (content.equals("INVISIBLE")) {
            replace(index, last, type.isKey() ? "IGNORED" : invisible());
        } else if (content.replace(" ", "").equals("DEFAULTENCRYPTION='N'") || content.equals("ENCRYPTION='N'")) {
            replace(index, last, "");
        } else {
            lost.add("the target has nothing like " + content);
        }
        return last;
    }

    /** MariaDB wants a default for an invisible column that may not be NULL. */
    private String invisible() {
        boolean filled = tokens.stream().anyMatch(token -> token.isWord("DEFAULT") || token.isWord("AUTO_INCREMENT"))
                || tokens.stream().anyMatch(token -> token.isWord("GENERATED"));
        boolean notNull = false;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            notNull |= tokens.get(i).isWord("NOT") && tokens.get(i + 1).isWord("NULL");
        }
        if (notNull && !filled) {
            lost.add("the target has no invisible columns that are NOT NULL without a default");
        }
        return "INVISIBLE";
    }

    /** MariaDB skips MySQL's comments from 5.7 on, and MySQL all of MariaDB's. */
    private boolean isSkipped(String opening) {
        if (opening.startsWith("/*M!")) {
            return !toMariaDb;
        }
        String number = opening.substring("/*!".length());
        return toMariaDb && !number.isEmpty() && Integer.parseInt(number) >= 50700;
    }

    private int expression(int index) {
        if (index + 1 >= tokens.size()) {
            return index;
        }
        SqlToken first = tokens.get(index + 1);
        if (first.isSymbol('(') || NOW.contains(first.text().toUpperCase(Locale.ROOT))) {
            return index;
        }
        if (first.isWord("nextval") || tokens.stream().anyMatch(token -> token.isWord("nextval"))) {
            lost.add("the target has no sequences");
            return tokens.size() - 1;
        }
        int last = endOfValue(index + 1);
        boolean called = first.isIdentifier() && text.charAt(tokens.get(last).start()) == ')';
        if (called || isLong()) {
            String value = text.substring(first.start(), tokens.get(last).end());
            replace(index + 1, last, "(" + value + ")");
        }
        return last;
    }

    /** A literal, perhaps with a sign or an introducer, or a call up to its last parenthesis. */
    private int endOfValue(int first) {
        int depth = 0;
        for (int i = first; i < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol('(') ? 1 : tokens.get(i).isSymbol(')') ? -1 : 0;
            boolean more = i + 1 < tokens.size()
                    && (tokens.get(i + 1).isSymbol('(')
                            || tokens.get(i + 1).isSymbol('.')
                            || tokens.get(i).isSymbol('.')
                            || tokens.get(i).isSymbol('-')
                            || (tokens.get(i).kind() == Kind.WORD
                                    && tokens.get(i + 1).kind() == Kind.STRING
                                    && tokens.get(i).end() == tokens.get(i + 1).start()));
            if (depth == 0 && !more) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    /** Types whose literal defaults MySQL takes in parentheses only. */
    private boolean isLong() {
        String name = tokens.get(1).text().toLowerCase(Locale.ROOT);
        return name.endsWith("text") || name.endsWith("blob") || name.equals("json");
    }

    private void replace(int first, int last, String other) {
        result.append(text, copied, tokens.get(first).start()).append(other);
        copied = tokens.get(last).end();
    }

    /** What of a definition only looks the same on the other product. */
    static Optional<String> difference(TableElement element, boolean toMariaDb) {
        if (toMariaDb && element.type() == TableElement.Type.COLUMN) {
            List<SqlToken> tokens = SqlTokens.of(element.text());
            if (tokens.size() > 1 && tokens.get(1).isWord("json")) {
                return Optional.of("JSON is LONGTEXT with a check there: the text of each value is the same");
            }
        }
        return Optional.empty();
    }
}
