package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.topology.Shard;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import java.util.Locale;
import java.util.Set;

/**
 * Labels of ENUM and SET that may not be what the server shows: definitions pass through a character set without the
 * characters beyond U+FFFF, which become question marks (MySQL 9.7, MariaDB 11.4). Rows still have the true label, so
 * one that is in use can be told from one that really is a question mark.
 */
final class DoubtfulLabels {
    private static final Set<String> WIDE = Set.of("utf8mb4", "utf16", "utf16le", "utf32", "gb18030");

    private DoubtfulLabels() {}

    static boolean mayLackLabels(ColumnRecord column) {
        String type = column.type().toLowerCase(Locale.ROOT);
        return (type.startsWith("enum(") || type.startsWith("set("))
                && type.contains("?")
                && WIDE.contains(column.characterSet());
    }

    /** Reads the whole table, in the rare case that a label has a question mark. */
    static boolean inUse(Session session, Shard shard, TableRecord table, ColumnRecord column) {
        String name = SqlText.name(column.name());
        return !session.value("SELECT 1 FROM " + SqlText.name(shard.schema(), table.name())
                        + " WHERE LENGTH(CONVERT(" + name + " USING utf8mb4)) <> LENGTH(CONVERT(CONVERT(" + name
                        + " USING utf8mb3) USING utf8mb4)) LIMIT 1")
                .isEmpty();
    }
}
