package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.catalog.TableRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the definitions of one shard to its target. Its steps may be repeated after a kill at any moment. Safe for use
 * by several threads, each with other tables.
 */
public final class SchemaRestorer {
    private final Sessions sessions;
    private final DefinitionSessions definitions;
    private final ShardPlan plan;
    private final TableRestorer tables;

    /** Prepares the work on a shard. */
    public SchemaRestorer(Sessions sessions, DefinitionSessions definitions, ShardPlan plan) {
        this.sessions = sessions;
        this.definitions = definitions;
        this.plan = plan;
        this.tables = new TableRestorer(plan);
    }

    /**
     * Creates the schema where it is missing, the ledger, and sequences, from which columns of tables may have
     * defaults.
     */
    public void createSchema() {
        definitions.use(plan.target().instance(), session -> {
            createSchema(session.session());
            plan.ledger().create(session.session());
        });
        try (ObjectRestorer sequences = new ObjectRestorer(sessions, plan)) {
            sequences.create(Set.of(ObjectKind.SEQUENCE));
        }
    }

    private void createSchema(Session session) {
        if (!Inventory.schemaExists(session, plan.target().schema())) {
            SchemaRecord schema = plan.source().header().schema();
            session.execute("CREATE DATABASE " + SqlText.name(plan.target().schema()) + " CHARACTER SET "
                    + SqlText.name(schema.characterSet()) + " COLLATE " + SqlText.name(schema.collation()));
        }
    }

    /** Creates a table, unless it is there; one with many rows without keys that can wait. */
    public void createTable(TableRecord table) {
        definitions.use(plan.target().instance(), session -> tables.create(session, table));
    }

    /** Adds the secondary keys of a table whose rows are loaded. */
    public void addKeys(TableRecord table) {
        if (tables.mayLackKeys(table)) {
            definitions.use(plan.target().instance(), session -> tables.addKeys(session, table));
        }
    }

    /** Adds all foreign keys. The tables of all shards have to be there. */
    public void addForeignKeys() {
        plan.tables().stream()
                .filter(table -> TableDefinition.of(table).hasForeignKeys())
                .forEach(table ->
                        definitions.use(plan.target().instance(), session -> tables.addForeignKeys(session, table)));
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

    /** A sentence when the target shows another definition of a table than the source of the same version did. */
    public Optional<String> difference(Session session, TableRecord table) {
        return plan.sameServer(
                        session.server().product().text(), session.server().version())
                ? tables.difference(session, table)
                : Optional.empty();
    }
}
