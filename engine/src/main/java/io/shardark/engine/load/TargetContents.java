package io.shardark.engine.load;

import io.shardark.engine.load.Inventory.Entry;
import io.shardark.engine.load.Ledger.Kind;
import io.shardark.engine.load.ShardPlan.Extent;
import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.TableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells what an interrupted run of the same restore left in a schema from what somebody else has there. */
final class TargetContents {
    private TargetContents() {}

    /** Everything that must not be there, as people name it. */
    static List<String> inTheWay(Session session, ShardPlan plan) {
        Ledger ledger = plan.ledger();
        boolean resumed = ledger.exists(session);
        List<String> found = new ArrayList<>(resumed ? ledger.strangers(session) : List.of());
        Set<Integer> tables = resumed ? ledger.owned(session, Kind.TABLE) : Set.of();
        Set<Integer> objects = resumed ? ledger.owned(session, Kind.OBJECT) : Set.of();
        found.addAll(unfinished(plan, tables));
        int cases = session.server().lowerCaseTableNames();
        for (Entry entry : Inventory.of(session, plan.target().schema()).entries()) {
            if (matters(plan, entry, cases) && !isOwned(plan, entry, cases, tables, objects)) {
                found.add(entry.toString());
            }
        }
        return found;
    }

    /** What is in a schema and is none of the tables of a restore of some tables, as people name it. */
    static List<String> strangers(Session session, ShardPlan plan) {
        int cases = session.server().lowerCaseTableNames();
        return Inventory.of(session, plan.target().schema()).entries().stream()
                .filter(entry -> !matters(plan, entry, cases))
                .map(Entry::toString)
                .toList();
    }

    /** Ending a restore of some tables drops the ledger, which would orphan others that are half restored. */
    private static List<String> unfinished(ShardPlan plan, Set<Integer> owned) {
        return plan.source().header().tables().stream()
                .filter(table -> owned.contains(table.number()))
                .filter(table -> !plan.tableNumbers().contains(table.number()))
                .map(table -> "an unfinished restore of table " + table.name() + " from this backup")
                .toList();
    }

    private static boolean matters(ShardPlan plan, Entry entry, int cases) {
        return plan.extent() == Extent.WHOLE
                || (entry.isTableLike()
                        && plan.tables().stream().anyMatch(table -> Inventory.same(table.name(), entry.name(), cases)));
    }

    private static boolean isOwned(ShardPlan plan, Entry entry, int cases, Set<Integer> tables, Set<Integer> objects) {
        if (entry.isTableLike()) {
            for (TableRecord table : plan.source().header().tables()) {
                if (tables.contains(table.number()) && Inventory.same(table.name(), entry.name(), cases)) {
                    return true;
                }
            }
        }
        return objects.stream()
                .filter(number -> number < plan.source().header().objects().size())
                .map(plan.source().header().objects()::get)
                .anyMatch(object -> entry.is(object.kind()) && object.name().equalsIgnoreCase(entry.name()));
    }
}
