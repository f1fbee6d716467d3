package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.topology.Shard;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * ENUMs with the empty text among their labels. A server in a lenient sql_mode stores what is no label as number 0,
 * which also reads as the empty text: restored, it would become the label.
 */
final class EmptyLabels {
    private static final Pattern EMPTY = Pattern.compile("[(,]''[,)]");

    private EmptyLabels() {}

    static boolean hidesErrors(ColumnRecord column) {
        return column.type().toLowerCase(Locale.ROOT).startsWith("enum(")
                && EMPTY.matcher(column.type()).find();
    }

    /** Reads the whole table, in the rare case that a label is empty. */
    static boolean errorsIn(Session session, Shard shard, TableRecord table, ColumnRecord column) {
        return !session.value("SELECT 1 FROM " + SqlText.name(shard.schema(), table.name()) + " WHERE "
                        + SqlText.name(column.name()) + " = 0 LIMIT 1")
                .isEmpty();
    }
}
