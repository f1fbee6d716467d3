package io.shardark.engine.load;

import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlTokens;
import io.shardark.format.error.DamagedException;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a text of SHOW CREATE TABLE.
 *
 * @param head up to and with the opening parenthesis
 * @param elements columns, keys and constraints
 * @param tail from the closing parenthesis: options and partitions
 * @param tailTokens the tokens of the tail
 */
record TableText(String head, List<TableElement> elements, String tail, List<SqlToken> tailTokens) {
    private static final int OPENING = 3;

    TableText {
        elements = List.copyOf(elements);
        tailTokens = List.copyOf(tailTokens);
    }

    /**
     * Splits a definition that must create exactly this table, without a schema: {@code CREATE TABLE `name` ( ... )
     * ...}.
     *
     * @throws DamagedException when it is anything else
     */
    static TableText parse(String table, String definition) {
        List<SqlToken> tokens = SqlTokens.of(definition);
        checkBeginning(table, tokens);
        return split(table, definition, tokens);
    }

    /** Splits what a server shows of a table; its name may be spelled in another case. */
    static TableText shown(String table, String definition) {
        return split(table, definition, SqlTokens.of(definition));
    }

    private static TableText split(String table, String definition, List<SqlToken> tokens) {
        List<TableElement> elements = new ArrayList<>();
        int first = OPENING + 1;
        int depth = 1;
        for (int i = first; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            depth += depthChange(token);
            if (depth == 0 || (depth == 1 && token.isSymbol(','))) {
                elements.add(element(table, definition, tokens.subList(first, i)));
                first = i + 1;
            }
            if (depth == 0) {
                return new TableText(
                        definition.substring(0, tokens.get(OPENING).end()),
                        elements,
                        definition.substring(token.start()),
                        tokens.subList(i + 1, tokens.size()));
            }
        }
        throw new DamagedException("The definition of table " + table + " in the catalog has no end");
    }

    private static void checkBeginning(String table, List<SqlToken> tokens) {
        boolean good = tokens.size() > OPENING + 1
                && tokens.get(0).isWord("CREATE")
                && tokens.get(1).isWord("TABLE")
                && tokens.get(2).kind() == SqlToken.Kind.NAME
                && tokens.get(2).identifier().equals(table)
                && tokens.get(OPENING).isSymbol('(');
        if (!good) {
            throw new DamagedException("The definition of table " + table
                    + " in the catalog does not begin with CREATE TABLE `" + table + "` (");
        }
    }

    private static int depthChange(SqlToken token) {
        return token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
    }

    private static TableElement element(String table, String definition, List<SqlToken> tokens) {
        if (tokens.isEmpty()) {
            throw new DamagedException("The definition of table " + table + " in the catalog has an empty entry");
        }
        String text = definition.substring(
                tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
        return TableElement.of(text, tokens);
    }

    /** The keys in order, the primary key included. */
    List<TableElement> keys() {
        return elements.stream().filter(element -> element.type().isKey()).toList();
    }

    /** Whether two words follow each other behind the parentheses. */
    boolean tailHas(String first, String second) {
        for (int i = 0; i + 1 < tailTokens.size(); i++) {
            if (tailTokens.get(i).isWord(first) && tailTokens.get(i + 1).isWord(second)) {
                return true;
            }
        }
        return false;
    }
}
