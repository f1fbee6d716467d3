package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.error.ShardarkException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads table identities by the best means that the user is permitted. */
final class IdentityReader {
    private static final int ACCESS_DENIED = 1227;

    /** InnoDB's own: copies that an ALTER TABLE is filling, and the tables of full-text indexes. */
    private static final Pattern OWN = Pattern.compile(".*/(#sql.*|fts_[0-9a-f]{16}_.*)", Pattern.CASE_INSENSITIVE);

    /** What comes behind the name of a table in that of a partition. */
    private static final Pattern PARTITION = Pattern.compile("#p#.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private IdentityReader() {}

    static TableIdentities read(Session session, String schema, List<TableEntry> entries) {
        return folderName(schema)
                .flatMap(folder -> tableIds(session, folder + "/"))
                .map(ids -> new TableIdentities("InnoDB table ids", ids))
                .orElseGet(() -> new TableIdentities("creation times", creationTimes(entries)));
    }

    /** Whether the name of an identity is that of a table or of one of its partitions. */
    static boolean isOf(String name, String table) {
        if (name.equals(table)) {
            return true;
        }
        String file = name.substring(name.indexOf('/') + 1);
        return name.contains("/")
                && folderName(table)
                        .filter(own -> file.equals(own)
                                || PARTITION.matcher(file).replaceFirst("").equals(own))
                        .isPresent();
    }

    private static SortedMap<String, String> creationTimes(List<TableEntry> entries) {
        SortedMap<String, String> times = new TreeMap<>();
        entries.stream()
                .filter(entry -> entry.kind() == TableEntry.Kind.TABLE)
                .forEach(entry -> times.put(entry.name(), entry.created()));
        return times;
    }

    private static Optional<SortedMap<String, String>> tableIds(Session session, String prefix) {
        String source = session.server().isMariaDb() ? "INNODB_SYS_TABLES" : "INNODB_TABLES";
        try {
            SortedMap<String, String> ids = new TreeMap<>();
            session
                    .query(
                            "SELECT NAME, TABLE_ID FROM information_schema." + source + " WHERE LEFT(NAME, "
                                    + prefix.length() + ") = " + SqlText.literal(prefix),
                            row -> List.of(ServerText.of(row, 1), ServerText.of(row, 2)))
                    .stream()
                    .filter(table -> !OWN.matcher(table.get(0)).matches())
                    .forEach(table -> ids.put(table.get(0), table.get(1)));
            return Optional.of(ids);
        } catch (ShardarkException e) {
            if (Session.errorNumber(e) == ACCESS_DENIED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * A schema's or table's name as InnoDB spells it: what is not a letter, digit or underscore becomes {@code @} and
     * four hexadecimal digits. Beyond ASCII the spelling has tables of its own, and is left to creation times.
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
