package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.selection.Member;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.engine.selection.Subject;
import io.shardark.format.catalog.LeftOut;
import io.shardark.format.catalog.LeftOut.ObjectName;
import io.shardark.format.catalog.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/** The names of everything in a schema that can be selected, whatever state it is in. */
final class Contents {
    private Contents() {}

    static List<Member> of(Session session, ShardSelection selection, List<TableEntry> entries) {
        String schema = SqlText.literal(selection.shard().schema());
        List<Member> members = new ArrayList<>();
        entries.forEach(entry -> members.add(member(entry, selection)));
        members.addAll(session.query(
                "SELECT ROUTINE_TYPE, ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = " + schema
                        + " AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE') ORDER BY ROUTINE_TYPE, ROUTINE_NAME",
                row -> Member.object(ObjectKind.valueOf(ServerText.of(row, 1)), ServerText.of(row, 2), "")));
        members.addAll(session.query(
                "SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = "
                        + schema + " ORDER BY TRIGGER_NAME",
                row -> Member.object(ObjectKind.TRIGGER, ServerText.of(row, 1), ServerText.of(row, 2))));
        members.addAll(session.query(
                "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = " + schema
                        + " ORDER BY EVENT_NAME",
                row -> Member.object(ObjectKind.EVENT, ServerText.of(row, 1), "")));
        return members;
    }

    private static Member member(TableEntry entry, ShardSelection selection) {
        return switch (entry.kind()) {
            case TABLE -> selection.table(entry.name());
            case VIEW -> Member.object(ObjectKind.VIEW, entry.name(), "");
            case SEQUENCE -> Member.object(ObjectKind.SEQUENCE, entry.name(), "");
        };
    }

    /** What is not selected. */
    static LeftOut leftOut(Session session, ShardSelection selection, List<TableEntry> entries) {
        if (selection.selection().isEverything()) {
            return LeftOut.NOTHING;
        }
        List<String> tables = new ArrayList<>();
        List<ObjectName> objects = new ArrayList<>();
        for (Member member : of(session, selection, entries)) {
            if (selection.takes(member)) {
                continue;
            }
            if (member.subject() == Subject.TABLE) {
                tables.add(member.name());
            } else {
                objects.add(new ObjectName(ObjectKind.valueOf(member.subject().name()), member.name()));
            }
        }
        return new LeftOut(List.of(), tables, objects);
    }
}
