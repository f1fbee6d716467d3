package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import java.util.List;

/** Scheduled events. */
final class EventObjects {
    private EventObjects() {}

    static List<SchemaObject> read(Session session, String schema, ShardSelection selection) {
        return session
                .query(
                        "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = "
                                + SqlText.literal(schema) + " ORDER BY EVENT_NAME",
                        row -> ServerText.of(row, 1))
                .stream()
                .filter(name -> selection.takes(ObjectKind.EVENT, name, ""))
                .map(name -> ObjectText.read(
                        session,
                        ObjectKind.EVENT,
                        name,
                        "",
                        "SHOW CREATE EVENT " + SqlText.name(schema, name),
                        "Create Event"))
                .toList();
    }
}
