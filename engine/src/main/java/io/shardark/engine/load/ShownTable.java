package io.shardark.engine.load;

import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlTokens;
import java.util.List;

/** What SHOW CREATE TABLE says, without what a server says or leaves out depending on how a column was declared. */
final class ShownTable {
    private ShownTable() {}

    /**
     * A text that is equal for equal tables. MySQL shows the character set before a collation only of columns that were
     * declared with one of both: not if they took the table's, but if they were made from what it had shown of them.
     */
    static String comparable(String definition) {
        List<SqlToken> tokens = SqlTokens.of(definition);
        StringBuilder text = new StringBuilder(definition.length());
        int copied = 0;
        for (int i = 0; i + 4 < tokens.size(); i++) {
            if (isRedundant(tokens.subList(i, i + 5))) {
                text.append(definition, copied, tokens.get(i).start());
                copied = tokens.get(i + 3).start();
            }
        }
        return text.append(definition, copied, definition.length()).toString();
    }

    /** CHARACTER SET x COLLATE x_y. */
    private static boolean isRedundant(List<SqlToken> tokens) {
        return tokens.get(0).isWord("CHARACTER")
                && tokens.get(1).isWord("SET")
                && tokens.get(3).isWord("COLLATE")
                && tokens.get(4).text().startsWith(tokens.get(2).text() + "_");
    }
}
