package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.catalog.TableRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the definitions of one shard to its target. Its steps may be repeated after a kill at any moment. Safe for use
 * by several threads; every call opens sessions of its own.
 */
public final class SchemaRestorer {
    /** Building keys of a large table can take hours, in which a server sends nothing. */
    private static final Map<String, String> PATIENT = Map.of("socketTimeout", "0");

    private final Sessions sessions;
    private final ShardPlan plan;
    private final TableRestorer tables;

    /** Prepares the work on a shard. */
    public SchemaRestorer(Sessions sessions, ShardPlan plan) {
        this.sessions = sessions;
        this.plan = plan;
        this.tables = new TableRestorer(plan);
    }

    /** Creates the schema where it is missing, the ledger, sequences, and the tables without keys that can wait. */
    public void createTables() {
        try (LoadSession session = LoadSession.open(sessions, plan.target().instance(), PATIENT);
                ObjectRestorer sequences = new ObjectRestorer(sessions, plan)) {
            createSchema(session.session());
            plan.ledger().create(session.session());
            // Columns may have defaults from sequences.
            sequences.create(Set.of(ObjectKind.SEQUENCE));
            plan.tables().forEach(table -> tables.create(session, table));
        }
    }

    private void createSchema(Session session) {
        if (!Inventory.schemaExists(session, plan.target().schema())) {
            SchemaRecord schema = plan.source().header().schema();
            session.execute("CREATE DATABASE " + SqlText.name(plan.target().schema()) + " CHARACTER SET "
                    + SqlText.name(schema.characterSet()) + " COLLATE " + SqlText.name(schema.collation()));
        }
    }

    /** Adds the secondary keys of a table whose rows are loaded. */
    public void addKeys(TableRecord table) {
        try (LoadSession session = LoadSession.open(sessions, plan.target().instance(), PATIENT)) {
            KeyBuffer.enlarge(session.session());
            tables.addKeys(session, table);
        }
    }

    /** Adds all foreign keys. The tables of all shards have to be there. */
    public void addForeignKeys() {
        try (LoadSession session = LoadSession.open(sessions, plan.target().instance(), PATIENT)) {
            plan.tables().forEach(table -> tables.addForeignKeys(session, table));
        }
    }

    /**
     * Creates everything that is not a table. The rows have to be loaded, so that no trigger acts on them.
     *
     * @return what a person should know, one sentence each
     */
    public List<String> createObjects() {
        try (ObjectRestorer objects = new ObjectRestorer(sessions, plan)) {
            return objects.create(EnumSet.complementOf(EnumSet.of(ObjectKind.SEQUENCE)));
        }
    }

    /** Where the target shows other definitions of tables than the source of the same version did, one sentence each. */
    public List<String> differences(Session session) {
        if (!plan.sameServer(session.server().product().text(), session.server().version())) {
            return List.of();
        }
        return plan.tables().stream()
                .flatMap(table -> tables.difference(session, table).stream())
                .toList();
    }
}
