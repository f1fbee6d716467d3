package io.shardark.engine.selection;

import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlToken.Kind;
import io.shardark.engine.mysql.SqlTokens;
import io.shardark.format.error.DamagedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at an SQL condition before any server does. The same condition is asked many times, in several statements and
 * sessions, and again when a backup is compared with its source. So it must be one expression over one row, and give
 * the same answer every time: nothing that leaves its parentheses, no other tables, no variables, no clock, no chance.
 * Whether it fits a table is for the server to say.
 */
final class SqlCondition {
    private static final String ONE_EXPRESSION = "Write one expression over the columns of the table, as in id < 1000.";
    private static final String SAME_ANSWER =
            "A backup asks it for every chunk, and verify asks it again: write constants instead, as in"
                    + " created >= '2026-01-01'; ${env:NAME} can hold one that changes.";

    private SqlCondition() {}

    /** Why a condition cannot be taken, as the end of a sentence, and what to do. */
    record Problem(String what, String hint) {}

    static Optional<Problem> problem(String sql) {
        if (sql.isBlank()) {
            return Optional.of(new Problem("is empty", ONE_EXPRESSION));
        }
        List<SqlToken> tokens;
        try {
            tokens = SqlTokens.of(sql);
        } catch (DamagedException e) {
            return Optional.of(new Problem("has a quote or a comment that does not end", ONE_EXPRESSION));
        }
        return comment(sql, tokens).or(() -> parentheses(tokens)).or(() -> tokens(tokens));
    }

    /** Tokens leave comments out, so they are where something else than white space is between tokens. */
    private static Optional<Problem> comment(String sql, List<SqlToken> tokens) {
        int end = 0;
        boolean found = tokens.stream().anyMatch(token -> token.kind() == Kind.EXECUTABLE_COMMENT);
        for (SqlToken token : tokens) {
            found |= !sql.substring(end, token.start()).isBlank();
            end = token.end();
        }
        found |= !sql.substring(end).isBlank();
        return found ? Optional.of(new Problem("has a comment", ONE_EXPRESSION)) : Optional.empty();
    }

    private static Optional<Problem> parentheses(List<SqlToken> tokens) {
        int depth = 0;
        for (SqlToken token : tokens) {
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            if (depth < 0) {
                break;
            }
        }
        return depth == 0
                ? Optional.empty()
                : Optional.of(new Problem("has parentheses that do not belong together", ONE_EXPRESSION));
    }

    private static Optional<Problem> tokens(List<SqlToken> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Problem> problem = token(tokens, i);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> token(List<SqlToken> tokens, int index) {
        SqlToken token = tokens.get(index);
        String word = token.text().toUpperCase(Locale.ROOT);
        if (token.isSymbol('@')) {
            return Optional.of(new Problem("has a variable", SAME_ANSWER));
        }
        // A brace is an escape of JDBC, and a semicolon or a brace is no part of any expression.
        if (token.isSymbol(';') || token.isSymbol('{') || token.isSymbol('}') || token.isSymbol('?')) {
            return Optional.of(new Problem("has the character " + token.text(), ONE_EXPRESSION));
        }
        if (token.kind() == Kind.WORD && SqlWords.OTHER_ROWS.contains(word)) {
            return Optional.of(new Problem("has the word " + word, ONE_EXPRESSION));
        }
        if (token.kind() == Kind.WORD && SqlWords.CHANGING.contains(word)) {
            return Optional.of(new Problem("has " + word + ", which changes", SAME_ANSWER));
        }
        return isCalled(tokens, index) ? function(tokens, index, word) : Optional.empty();
    }

    private static boolean isCalled(List<SqlToken> tokens, int index) {
        return index + 1 < tokens.size()
                && tokens.get(index).isIdentifier()
                && tokens.get(index + 1).isSymbol('(');
    }

    private static Optional<Problem> function(List<SqlToken> tokens, int index, String word) {
        SqlToken token = tokens.get(index);
        boolean qualified = index > 0 && tokens.get(index - 1).isSymbol('.');
        boolean now = word.equals("UNIX_TIMESTAMP") && tokens.get(index + 2).isSymbol(')');
        if (token.kind() == Kind.WORD && !qualified && !now && SqlWords.BEFORE_PARENTHESES.contains(word)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                "calls " + token.identifier() + "(), which is not known to give the same answer every time",
                SAME_ANSWER));
    }
}
