package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import java.util.List;

/** Stored functions and procedures, functions first. */
final class RoutineObjects {
    private RoutineObjects() {}

    static List<SchemaObject> read(Session session, String schema, ShardSelection selection) {
        return session
                .query(
                        "SELECT ROUTINE_TYPE, ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = "
                                + SqlText.literal(schema) + " AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE')"
                                + " ORDER BY ROUTINE_TYPE, ROUTINE_NAME",
                        row -> new Routine(ServerText.of(row, 1), ServerText.of(row, 2)))
                .stream()
                .filter(routine -> selection.takes(routine.kind(), routine.name(), ""))
                .map(routine -> read(session, schema, routine))
                .toList();
    }

    private record Routine(String type, String name) {
        ObjectKind kind() {
            return ObjectKind.valueOf(type);
        }
    }

    private static SchemaObject read(Session session, String schema, Routine routine) {
        boolean function = routine.type().equals("FUNCTION");
        return ObjectText.read(
                session,
                routine.kind(),
                routine.name(),
                "",
                "SHOW CREATE " + routine.type() + " " + SqlText.name(schema, routine.name()),
                function ? "Create Function" : "Create Procedure");
    }
}
