package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlTokens;
import io.shardark.format.catalog.TableRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A generated column whose values are stored in its table.
 *
 * @param expression what its values are generated from, in parentheses
 * @param type as information_schema has it
 * @param characterSet empty when its type has none
 */
record StoredColumn(String name, String expression, String type, String characterSet) {
    /** Those of a table, in its order. */
    static List<StoredColumn> of(Session session, String schema, TableRecord table) {
        Map<String, String> expressions = expressions(SqlTokens.of(table.definition()), table.definition());
        if (expressions.isEmpty()) {
            return List.of();
        }
        return session
                .query(
                        "SELECT COLUMN_NAME, COLUMN_TYPE, IFNULL(CHARACTER_SET_NAME, '')"
                                + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = " + SqlText.literal(schema)
                                + " AND TABLE_NAME = " + SqlText.literal(table.name())
                                + " ORDER BY ORDINAL_POSITION",
                        row -> new StoredColumn(
                                row.getString(1),
                                expressions.getOrDefault(row.getString(1), ""),
                                row.getString(2),
                                row.getString(3)))
                .stream()
                .filter(column -> !column.expression().isEmpty())
                .toList();
    }

    /** From the definition, since MySQL's information_schema shows texts in expressions with further backslashes. */
    private static Map<String, String> expressions(List<SqlToken> tokens, String definition) {
        Map<String, String> expressions = new LinkedHashMap<>();
        String column = "";
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            boolean begins = depth == 1
                    && (tokens.get(i - 1).isSymbol('(') || tokens.get(i - 1).isSymbol(','));
            if (begins) {
                column = token.identifier();
            }
            if (depth == 1 && token.isSymbol('(') && follows(tokens, i)) {
                int end = closing(tokens, i);
                if (end + 1 < tokens.size() && isStored(tokens.get(end + 1))) {
                    expressions.put(
                            column,
                            definition.substring(token.start(), tokens.get(end).end()));
                }
            }
            depth += change(token);
        }
        return expressions;
    }

    private static boolean follows(List<SqlToken> tokens, int opening) {
        return opening >= 3
                && tokens.get(opening - 3).isWord("GENERATED")
                && tokens.get(opening - 2).isWord("ALWAYS")
                && tokens.get(opening - 1).isWord("AS");
    }

    private static boolean isStored(SqlToken token) {
        return token.isWord("STORED") || token.isWord("PERSISTENT");
    }

    private static int closing(List<SqlToken> tokens, int opening) {
        int depth = 0;
        for (int i = opening; i < tokens.size(); i++) {
            depth += change(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    private static int change(SqlToken token) {
        return token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
    }
}
