package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.error.UnreachableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates views, triggers, routines, events and sequences as their authors did: under the same sql_mode, character sets
 * and time zone, for the same definer. Holds one session per character set of definitions; used by one thread.
 */
final class ObjectRestorer implements AutoCloseable {
    /** The errors of objects that exist: table, routine, trigger, event. */
    private static final Set<Integer> EXISTS = Set.of(1050, 1304, 1359, 1537);
    /** The errors of views before the tables, views, columns or functions that they use. */
    private static final Set<Integer> SOMETHING_MISSING = Set.of(1146, 1356, 1305, 1054);

    private final Sessions sessions;
    private final ShardPlan plan;
    private final SchemaNames names;
    private final Map<String, Session> open = new HashMap<>();

    ObjectRestorer(Sessions sessions, ShardPlan plan) {
        this.sessions = sessions;
        this.plan = plan;
        this.names = plan.names();
    }

    /**
     * Creates the objects of some kinds, in the order of the catalog, but those that use others after them.
     *
     * @return what a person should know, one sentence each
     */
    List<String> create(Set<ObjectKind> kinds) {
        List<String> notes = new ArrayList<>();
        List<Integer> waiting = new ArrayList<>();
        for (int i = 0; i < plan.objects().size(); i++) {
            if (kinds.contains(plan.objects().get(i).kind())) {
                waiting.add(i);
            }
        }
        while (!waiting.isEmpty()) {
            waiting = createPossible(waiting, notes);
        }
        return notes;
    }

    /**
     * One round; what could not be created yet is returned. A round without any progress fails as its first object did,
     * unless what is missing was left out on demand.
     */
    private List<Integer> createPossible(List<Integer> numbers, List<String> notes) {
        List<Integer> later = new ArrayList<>();
        @Nullable UnreachableException first = null;
        for (int number : numbers) {
            try {
                create(number, notes);
            } catch (UnreachableException e) {
                if (!SOMETHING_MISSING.contains(Session.errorNumber(e))) {
                    throw failed(number, e);
                }
                later.add(number);
                first = first == null ? failed(number, e) : first;
            }
        }
        if (first == null || later.size() < numbers.size()) {
            return later;
        }
        if (!plan.leavesOut()) {
            throw first;
        }
        notes.add(first.getMessage() + ". What it needs was left out, and so are: "
                + later.stream()
                        .map(number -> ObjectDefinition.describe(plan.objects().get(number)))
                        .collect(Collectors.joining(", "))
                + ".");
        return List.of();
    }

    private UnreachableException failed(int number, UnreachableException cause) {
        int error = Session.errorNumber(cause);
        String hint = switch (error) {
            case 1418, 1419 ->
                "Set log_bin_trust_function_creators = 1 on the target and run the same command " + "again.";
            case 1227 ->
                "Restoring objects of other definers takes SET_ANY_DEFINER (MySQL 8.2), SET_USER_ID "
                        + "(MySQL 8.0) or SET USER (MariaDB), and on MySQL SYSTEM_USER where the definer has it.";
            default -> "Mend the cause on the target and run the same command again: it goes on where it " + "stopped.";
        };
        return new UnreachableException(
                "shard " + plan.target().name() + ": "
                        + ObjectDefinition.describe(plan.objects().get(number)) + " cannot be created: "
                        + cause.getMessage(),
                hint,
                cause.getCause() == null ? cause : cause.getCause());
    }

    private void create(int number, List<String> notes) {
        SchemaObject object = plan.objects().get(number);
        ObjectDefinition definition = ObjectDefinition.of(object);
        Session session = session(object);
        Ledger ledger = plan.ledger();
        int entry = plan.number(object);
        boolean mine = ledger.has(session, Ledger.Kind.OBJECT, entry);
        ledger.claim(session, Ledger.Kind.OBJECT, entry);
        if (mine && definition.creates() && exists(session, object)) {
            return;
        }
        prepare(session, object, notes);
        try {
            session.execute(definition.statement(names));
        } catch (UnreachableException e) {
            if (!mine || !EXISTS.contains(Session.errorNumber(e))) {
                throw e;
            }
        }
        definition
                .note(names)
                .map(note -> "Shard " + plan.target().name() + ": " + note)
                .ifPresent(notes::add);
        if (object.kind() == ObjectKind.EVENT && !exists(session, object)) {
            notes.add("Shard " + plan.target().name() + ": event " + object.name()
                    + " was not kept by the target, since its time is over.");
        }
    }

    private boolean exists(Session session, SchemaObject object) {
        return Inventory.of(session, plan.target().schema()).has(object.kind(), object.name());
    }

    /** Sets what a server records with an object. */
    private void prepare(Session session, SchemaObject object, List<String> notes) {
        setMode(session, object, notes);
        if (!object.characterSetClient().isEmpty()) {
            session.execute("SET SESSION character_set_client = " + SqlText.literal(object.characterSetClient())
                    + ", collation_connection = " + SqlText.literal(object.collationConnection()));
        }
        String zone = object.timeZone().isEmpty() ? "+00:00" : object.timeZone();
        session.execute("SET SESSION time_zone = " + SqlText.literal(zone));
    }

    /** Modes of servers older than the target are left out, with a note. */
    private void setMode(Session session, SchemaObject object, List<String> notes) {
        ObjectModes.Known known = ObjectModes.known(session, object);
        session.execute("SET SESSION sql_mode = " + SqlText.literal(String.join(",", known.modes())));
        if (!known.unknown().isEmpty()) {
            notes.add("Shard " + plan.target().name() + ": " + ObjectDefinition.describe(object)
                    + " was restored without the sql_mode " + String.join(",", known.unknown())
                    + ", which the target does not know.");
        }
    }

    private Session session(SchemaObject object) {
        String encoding = ClientEncoding.of(object);
        Session existing = open.get(encoding);
        if (existing != null) {
            return existing;
        }
        Session session =
                sessions.open(plan.target().instance(), Map.of("characterEncoding", encoding, "socketTimeout", "0"));
        open.put(encoding, session);
        session.execute("USE " + SqlText.name(plan.target().schema()));
        return session;
    }

    @Override
    public void close() {
        open.values().forEach(session -> {
            try {
                session.close();
            } catch (UnreachableException e) {
                // Nothing is open in it.
            }
        });
    }
}
