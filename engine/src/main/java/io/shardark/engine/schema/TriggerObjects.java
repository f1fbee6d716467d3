package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import java.util.List;

/**
 * Triggers, in the order in which they act: created in this order they act in this order, and the definitions that
 * servers show have no FOLLOWS or PRECEDES.
 */
final class TriggerObjects {
    private TriggerObjects() {}

    static List<SchemaObject> read(Session session, String schema, ShardSelection selection) {
        return session
                .query(
                        "SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = "
                                + SqlText.literal(schema)
                                + " ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER",
                        row -> new Trigger(ServerText.of(row, 1), ServerText.of(row, 2)))
                .stream()
                .filter(trigger -> selection.takes(ObjectKind.TRIGGER, trigger.name(), trigger.table()))
                .map(trigger -> ObjectText.read(
                        session,
                        ObjectKind.TRIGGER,
                        trigger.name(),
                        trigger.table(),
                        "SHOW CREATE TRIGGER " + SqlText.name(schema, trigger.name()),
                        "SQL Original Statement"))
                .toList();
    }

    private record Trigger(String name, String table) {}
}
