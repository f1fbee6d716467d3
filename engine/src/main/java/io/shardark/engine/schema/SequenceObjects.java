package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Sequences of MariaDB. The definition does not say how far one has come, so a second statement does: it starts at the
 * first value that the server has not handed out to any session, as after a crash.
 */
final class SequenceObjects {
    private static final String POSITION = "ALTER SEQUENCE ";

    private SequenceObjects() {}

    static List<SchemaObject> read(Session session, String schema, List<TableEntry> entries, ShardSelection selection) {
        List<SchemaObject> objects = new ArrayList<>();
        for (TableEntry entry : entries) {
            if (entry.kind() == TableEntry.Kind.SEQUENCE && selection.takes(ObjectKind.SEQUENCE, entry.name(), "")) {
                String name = SqlText.name(schema, entry.name());
                objects.add(ObjectText.read(
                        session,
                        ObjectKind.SEQUENCE,
                        entry.name(),
                        "",
                        "SHOW CREATE SEQUENCE " + name,
                        "Create Table"));
                long next = Long.parseLong(session.value("SELECT next_not_cached_value FROM " + name));
                objects.add(position(entry.name(), next));
            }
        }
        return objects;
    }

    private static SchemaObject position(String name, long next) {
        String definition = POSITION + SqlText.name(name) + " RESTART WITH " + next;
        return new SchemaObject(ObjectKind.SEQUENCE, name, "", definition, "", "", "", "");
    }

    /** Whether an object is the statement that moves a sequence, and not its definition. */
    static boolean isPosition(SchemaObject object) {
        return object.kind() == ObjectKind.SEQUENCE && object.definition().startsWith(POSITION);
    }
}
