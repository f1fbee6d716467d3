package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Views, those that others read before those others. */
final class ViewObjects {
    private ViewObjects() {}

    static List<SchemaObject> read(Session session, String schema, List<TableEntry> entries, ShardSelection selection) {
        List<SchemaObject> views = entries.stream()
                .filter(entry -> entry.kind() == TableEntry.Kind.VIEW)
                .filter(entry -> selection.takes(ObjectKind.VIEW, entry.name(), ""))
                .map(entry -> view(session, schema, entry.name()))
                .toList();
        Set<SchemaObject> ordered = new LinkedHashSet<>();
        Set<SchemaObject> begun = new HashSet<>();
        views.forEach(view -> place(view, views, begun, ordered));
        return List.copyOf(ordered);
    }

    private static SchemaObject view(Session session, String schema, String name) {
        String sql = "SHOW CREATE VIEW " + SqlText.name(schema, name);
        return ObjectText.read(session, ObjectKind.VIEW, name, "", sql, "Create View");
    }

    /**
     * Places a view behind the views whose quoted names occur in its definition. A name may occur without being a
     * dependency, as a column's: then the order is stricter than it has to be, and a circle is broken anywhere.
     */
    private static void place(
            SchemaObject view, List<SchemaObject> views, Set<SchemaObject> begun, Set<SchemaObject> ordered) {
        if (!begun.add(view)) {
            return;
        }
        for (SchemaObject other : views) {
            if (view.definition().contains(SqlText.name(other.name()))) {
                place(other, views, begun, ordered);
            }
        }
        ordered.add(view);
    }
}
