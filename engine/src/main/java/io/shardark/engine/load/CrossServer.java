package io.shardark.engine.load;

import io.shardark.engine.load.Dialect.Piece;
import io.shardark.engine.mysql.ServerIdentity;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fits the definitions of a shard to a server of another product or version: spells them in its way where that means
 * the same, and asks it about every piece before anything is written. What it would take with another meaning, or not
 * at all, is a problem that names the piece.
 */
public final class CrossServer {
    private final OtherServer server;
    private final ShardPlan plan;
    private final boolean otherProduct;
    private final List<ShardarkException> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> checkNames = new HashMap<>();

    private CrossServer(Session session, ShardPlan plan) {
        this.server = new OtherServer(session, storedFunctions(plan));
        this.plan = plan;
        this.otherProduct = !plan.source()
                .header()
                .instance()
                .product()
                .equalsIgnoreCase(session.server().product().text());
    }

    private static Set<String> storedFunctions(ShardPlan plan) {
        return plan.source().header().objects().stream()
                .filter(object -> object.kind() == ObjectKind.FUNCTION)
                .map(object -> object.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Fitted plans, with what a person should know. */
    public record Fitted(List<ShardPlan> plans, List<String> notes) {}

    /** Fits plans that have no problems. */
    public static Fitted fit(Sessions sessions, List<ShardPlan> plans) {
        List<ShardPlan> fitted = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Map<Instance, ServerIdentity> servers = new HashMap<>();
        for (ShardPlan plan : plans) {
            ServerIdentity server = servers.computeIfAbsent(plan.target().instance(), key -> identity(sessions, key));
            if (concerns(plan, server)) {
                try (Session session = sessions.open(plan.target().instance())) {
                    CrossServer cross = new CrossServer(session, plan);
                    fitted.add(cross.fit());
                    notes.addAll(cross.notes);
                }
            } else {
                fitted.add(plan);
            }
        }
        return new Fitted(fitted, notes);
    }

    private static ServerIdentity identity(Sessions sessions, Instance instance) {
        try (Session session = sessions.open(instance)) {
            return session.server();
        }
    }

    /**
     * Everything that the target would not take, or take for something else.
     *
     * @param server the target's
     */
    static List<ShardarkException> problems(Sessions sessions, ShardPlan plan, ServerIdentity server) {
        if (!concerns(plan, server)) {
            return List.of();
        }
        try (Session session = sessions.open(plan.target().instance())) {
            return problems(session, plan);
        }
    }

    private static List<ShardarkException> problems(Session session, ShardPlan plan) {
        CrossServer cross = new CrossServer(session, plan);
        cross.fit();
        cross.checkObjects();
        cross.checkSchema();
        return List.copyOf(cross.problems);
    }

    private static boolean concerns(ShardPlan plan, ServerIdentity server) {
        return !plan.sameServer(server.product().text(), server.version());
    }

    private ShardPlan fit() {
        List<TableRecord> tables = new ArrayList<>();
        for (TableRecord table : plan.tables()) {
            try {
                tables.add(table.fitted(fit(table), columns(table)));
            } catch (DamagedException reportedElsewhere) {
                tables.add(table);
            }
        }
        noteCollations();
        noteStoredColumns();
        plan.objects().forEach(this::noteFunctions);
        return plan.with(tables);
    }

    private String fit(TableRecord table) {
        TableText text = TableText.parse(table.name(), table.definition());
        List<String> elements = new ArrayList<>();
        for (TableElement element : text.elements()) {
            String place = plan.place(table) + ", " + describe(element);
            Piece piece = otherProduct
                    ? Dialect.element(element, server.isMariaDb())
                    : new Piece(element.text(), List.of(), List.of());
            elements.add(piece.text());
            note(place, piece);
            if (otherProduct) {
                Dialect.difference(element, server.isMariaDb()).ifPresent(note -> notes.add(place + ": " + note + "."));
                checkNameOfCheck(place, element, piece);
            }
            judge(
                    place,
                    piece,
                    "CREATE TABLE shardark_nosuch.t (" + (element.type() == TableElement.Type.COLUMN ? "" : "c INT, ")
                            + piece.text() + ")");
        }
        Piece tail = otherProduct
                ? Dialect.tail(text.tail(), server.isMariaDb())
                : new Piece(text.tail(), List.of(), List.of());
        note(plan.place(table), tail);
        judge(plan.place(table), tail, "CREATE TABLE shardark_nosuch.t (" + firstColumns(elements, text) + tail.text());
        return elements.stream().collect(Collectors.joining(",\n  ", text.head() + "\n  ", "\n" + tail.text()));
    }

    /** MariaDB keeps JSON as the text that it is given, so it is read there as any text is. */
    private List<ColumnRecord> columns(TableRecord table) {
        return table.columns().stream()
                .map(column ->
                        otherProduct && server.isMariaDb() && column.type().equalsIgnoreCase("json")
                                ? new ColumnRecord(column.name(), "longtext", column.characterSet(), column.form())
                                : column)
                .toList();
    }

    /** Partitions name columns, which a server may want to see at once. */
    private static String firstColumns(List<String> elements, TableText text) {
        return text.tailHas("PARTITION", "BY") ? "c INT, " + String.join(", ", elements) : "c INT";
    }

    private static String describe(TableElement element) {
        String kind = switch (element.type()) {
            case COLUMN -> "column ";
            case FOREIGN_KEY -> "foreign key ";
            case CHECK -> "check";
            case PERIOD -> "period";
            case UNKNOWN -> "entry " + abbreviated(element.text());
            default -> "key ";
        };
        return kind + element.name();
    }

    private static String abbreviated(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private void note(String place, Piece piece) {
        piece.notes().forEach(note -> notes.add(place + ": " + note + "."));
    }

    private void judge(String place, Piece piece, String statement) {
        if (!piece.lost().isEmpty()) {
            piece.lost().forEach(lost -> refuse(place, lost));
        } else {
            server.objection(statement).ifPresent(objection -> refuse(place, objection));
        }
    }

    private void refuse(String place, String reason) {
        problems.add(new RefusedException(
                place + ": " + plan.source().header().instance().product() + " "
                        + plan.source().header().instance().version() + " showed what " + server.name()
                        + " cannot have: " + reason,
                "Restore to a server like the source, leave it out with --exclude, or change it at the source."));
    }

    /** MySQL's names of checks are unique in a schema, MariaDB's in a table. */
    private void checkNameOfCheck(String place, TableElement element, Piece piece) {
        if (server.isMariaDb()
                || element.type() != TableElement.Type.CHECK
                || !piece.text().startsWith("CONSTRAINT ")) {
            return;
        }
        String name = piece.text().split(" ", 3)[1].toLowerCase(Locale.ROOT);
        String other = checkNames.putIfAbsent(name, place);
        if (other != null) {
            refuse(place, "two checks of the schema have the name " + name + "; the other is in " + other);
        }
    }

    private void noteCollations() {
        boolean named =
                plan.tables().stream().anyMatch(table -> table.definition().contains("_0900_a"));
        if (otherProduct && server.isMariaDb() && named) {
            notes.add(
                    "Shard " + plan.target().name() + ": " + server.name()
                            + " knows MySQL's collations utf8mb4_0900 by name, and sorts and compares by a later version of Unicode.");
        }
    }

    /** What an expression gives may differ between versions, and nobody can write such a column. */
    private void noteStoredColumns() {
        long tables = plan.tables().stream()
                .filter(table -> TableText.parse(table.name(), table.definition()).elements().stream()
                        .anyMatch(TableElement::isStoredGenerated))
                .count();
        if (tables > 0) {
            notes.add("Shard " + plan.target().name() + ": the stored generated columns of " + tables
                    + (tables == 1 ? " table" : " tables") + " are computed anew by " + server.name()
                    + ", and nothing proves that it computes as the source did.");
        }
    }

    private void noteFunctions(SchemaObject object) {
        if (object.kind() != ObjectKind.SEQUENCE && object.kind() != ObjectKind.VIEW) {
            server.unknownFunctions(object)
                    .forEach(
                            name -> notes.add("Shard " + plan.target().name() + ": " + ObjectDefinition.describe(object)
                                    + " calls " + name + ", and " + server.name() + " has no such function."));
        }
    }

    private void checkSchema() {
        SchemaRecord schema = plan.source().header().schema();
        server.objection(schema.characterSet(), schema.collation())
                .ifPresent(objection -> refuse("shard " + plan.target().name() + ", default of the schema", objection));
    }

    private void checkObjects() {
        for (SchemaObject object : plan.objects()) {
            String place = "shard " + plan.target().name() + ", " + ObjectDefinition.describe(object);
            if (object.kind() == ObjectKind.SEQUENCE && !server.isMariaDb()) {
                if (ObjectDefinition.of(object).creates()) {
                    refuse(place, "it has no sequences");
                }
                continue;
            }
            Optional<String> objection = server.objectionToSettings(object)
                    .or(() ->
                            server.objection(object, ObjectDefinition.of(object).statement(plan.names())));
            objection.ifPresent(reason -> refuse(place, reason));
        }
    }
}
