package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.error.ShardarkException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Views that refer to tables, columns or functions which are gone. A server keeps them, but none takes such a
 * definition again, so saving one would make a backup that cannot be restored to its end.
 */
final class BrokenViews {
    /** No such table, column, function. */
    private static final Set<Integer> GONE = Set.of(1146, 1054, 1305);
    /** A view that is used is broken, or its definer lacks privileges. */
    private static final int INVALID_VIEW = 1356;

    private BrokenViews() {}

    /** The names of those among the objects of a schema, in the order in which views can be created. */
    static Set<String> among(Session session, String schema, List<SchemaObject> objects) {
        Set<String> broken = new LinkedHashSet<>();
        if (objects.stream().noneMatch(object -> object.kind() == ObjectKind.VIEW)) {
            return broken;
        }
        Map<String, String> queries = queries(session, schema);
        for (SchemaObject object : objects) {
            String query = queries.getOrDefault(object.name(), "");
            if (object.kind() == ObjectKind.VIEW && !query.isEmpty() && isBroken(session, query, broken)) {
                broken.add(object.name());
            }
        }
        return broken;
    }

    private static Map<String, String> queries(Session session, String schema) {
        return session
                .query(
                        "SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = "
                                + SqlText.literal(schema),
                        row -> Map.entry(ServerText.of(row, 1), ServerText.of(row, 2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Preparing a query finds what it refers to and reads nothing; it is done as this user, whoever the definer is. */
    private static boolean isBroken(Session session, String query, Set<String> broken) {
        try {
            session.execute("SET @shardark_view = " + SqlText.literal(query));
            session.execute("PREPARE shardark_view FROM @shardark_view");
            session.execute("DEALLOCATE PREPARE shardark_view");
            return false;
        } catch (ShardarkException e) {
            int error = Session.errorNumber(e);
            return GONE.contains(error)
                    || (error == INVALID_VIEW && broken.stream().anyMatch(name -> query.contains(SqlText.name(name))));
        }
    }
}
