package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.format.catalog.ObjectKind;
import java.util.List;
import java.util.Locale;

/**
 * Comments of routines and events that clients in other character sets than UTF-8 made. A server keeps such a comment
 * in UTF-8, but shows it with the rest of the definition as if it were in the client's character set.
 */
final class MangledComments {
    private MangledComments() {}

    /** Which objects of a schema have one, one sentence each. */
    static List<String> sentences(Session session, ShardSelection selection, String schema) {
        return session
                .query(
                        query("ROUTINE", "ROUTINE_TYPE", schema) + " UNION ALL " + query("EVENT", "'EVENT'", schema),
                        row -> List.of(ServerText.of(row, 1), ServerText.of(row, 2), ServerText.of(row, 3)))
                .stream()
                .filter(found -> List.of("FUNCTION", "PROCEDURE", "EVENT").contains(found.get(0)))
                .filter(found -> selection.takes(ObjectKind.valueOf(found.get(0)), found.get(1), ""))
                .map(found -> "shard " + selection.shard().name() + ", "
                        + found.get(0).toLowerCase(Locale.ROOT) + " " + found.get(1)
                        + ": its comment is not saved as it is, since the server shows what a client in " + found.get(2)
                        + " wrote there in another character set.")
                .toList();
    }

    private static String query(String what, String type, String schema) {
        String comment = what + "_COMMENT";
        return "SELECT " + type + ", " + what + "_NAME, CHARACTER_SET_CLIENT FROM information_schema." + what
                + "S WHERE " + what + "_SCHEMA = " + SqlText.literal(schema)
                + " AND CHARACTER_SET_CLIENT NOT LIKE 'utf8%' AND LENGTH(" + comment + ") <> CHAR_LENGTH(" + comment
                + ")";
    }
}
