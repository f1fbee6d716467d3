package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.error.ShardarkException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads table identities by the best means that the user is permitted. */
final class IdentityReader {
    private static final int ACCESS_DENIED = 1227;

    private IdentityReader() {}

    static TableIdentities read(Session session, String schema, List<TableEntry> entries) {
        SortedMap<String, String> identities = new TreeMap<>();
        for (TableEntry entry : entries) {
            if (entry.kind() == TableEntry.Kind.TABLE) {
                identities.put(entry.name(), entry.created());
            }
        }
        Optional<String> folder = folderName(schema);
        if (folder.isPresent() && addTableIds(session, folder.get() + "/", identities)) {
            return new TableIdentities("InnoDB table ids and creation times", identities);
        }
        return new TableIdentities("creation times", identities);
    }

    private static boolean addTableIds(Session session, String prefix, SortedMap<String, String> identities) {
        String source = session.server().isMariaDb() ? "INNODB_SYS_TABLES" : "INNODB_TABLES";
        try {
            session.query(
                            "SELECT NAME, TABLE_ID FROM information_schema." + source + " WHERE LEFT(NAME, "
                                    + prefix.length() + ") = " + SqlText.literal(prefix),
                            row -> new String[] {ServerText.of(row, 1), ServerText.of(row, 2)})
                    .forEach(table -> identities.put("InnoDB's " + table[0], table[1]));
            return true;
        } catch (ShardarkException e) {
            if (Session.errorNumber(e) == ACCESS_DENIED) {
                return false;
            }
            throw e;
        }
    }

    /**
     * A schema's name as InnoDB spells it: what is not a letter, digit or underscore becomes {@code @} and four
     * hexadecimal digits. Beyond ASCII the spelling has tables of its own, and is left to creation times.
     */
    private static Optional<String> folderName(String schema) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < schema.length(); i++) {
            char c = schema.charAt(i);
            if (c > 0x7F) {
                return Optional.empty();
            }
            boolean plain = c == '_' || Character.isLetterOrDigit(c);
            name.append(plain ? String.valueOf(c) : String.format("@%04x", (int) c));
        }
        return Optional.of(name.toString());
    }
}
