package io.shardark.engine.load;

import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the target's schema name in the place of the source's where a definition names its own schema. Servers show
 * views and defaults from sequences with it, whoever wrote them.
 *
 * @param source the schema in the backup
 * @param target the schema to restore into
 * @param members the tables, views, sequences and functions of the schema in lower case: {@code a.b} names a member of
 *     schema {@code a} only if {@code b} is one of them, and otherwise a column of a table or alias {@code a}
 */
record SchemaNames(String source, String target, Set<String> members) {
    SchemaNames {
        members = members.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether both names are the same, so that nothing has to be replaced. */
    boolean same() {
        return source.equals(target);
    }

    /** The part of a text that the tokens span, with the schema replaced in it, and all the rest as it was. */
    String replaceIn(String sql, List<SqlToken> tokens) {
        if (same()) {
            return sql;
        }
        StringBuilder result = new StringBuilder(sql.length() + 64);
        int copied = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (namesSchema(tokens, i)) {
                result.append(sql, copied, tokens.get(i).start()).append(SqlText.name(target));
                copied = tokens.get(i).end();
            }
        }
        return result.append(sql, copied, sql.length()).toString();
    }

    /** Whether any of the tokens could name the source's schema in a way that {@link #replaceIn} would change. */
    boolean mentionedIn(List<SqlToken> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (isSource(tokens.get(i))
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).isSymbol('.')) {
                return true;
            }
        }
        return false;
    }

    private boolean namesSchema(List<SqlToken> tokens, int index) {
        if (!isSource(tokens.get(index)) || !memberFollows(tokens, index) || follows(tokens, index, '.')) {
            return false;
        }
        String member = tokens.get(index + 2).identifier().toLowerCase(Locale.ROOT);
        return isDot(tokens, index + 3) || members.contains(member);
    }

    private boolean isSource(SqlToken token) {
        return token.kind() == Kind.NAME
                ? token.identifier().equals(source)
                : token.kind() == Kind.WORD && token.text().equals(source);
    }

    private static boolean memberFollows(List<SqlToken> tokens, int index) {
        return isDot(tokens, index + 1)
                && index + 2 < tokens.size()
                && tokens.get(index + 2).isIdentifier();
    }

    private static boolean follows(List<SqlToken> tokens, int index, char symbol) {
        return index > 0 && tokens.get(index - 1).isSymbol(symbol);
    }

    private static boolean isDot(List<SqlToken> tokens, int index) {
        return index < tokens.size() && tokens.get(index).isSymbol('.');
    }
}
