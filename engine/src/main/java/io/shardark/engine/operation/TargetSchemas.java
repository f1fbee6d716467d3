package io.shardark.engine.operation;

import io.shardark.engine.load.DefinitionSessions;
import io.shardark.engine.load.SchemaRestorer;
import io.shardark.engine.load.ShardPlan;
import io.shardark.engine.load.TargetTable;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SpareSessions;
import io.shardark.engine.topology.Instance;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * The definitions of all shards of a restore. What is independent is done for several tables of an instance at a time.
 */
final class TargetSchemas implements AutoCloseable {
    private final List<ShardPlan> plans;
    private final int connectionsPerInstance;
    private final DefinitionSessions definitions;
    private final SpareSessions<Session> readers;
    private final List<SchemaRestorer> inOrder = new ArrayList<>();
    private final IdentityHashMap<ShardPlan, SchemaRestorer> byPlan = new IdentityHashMap<>();

    TargetSchemas(Sessions sessions, List<ShardPlan> plans, int connectionsPerInstance) {
        this.plans = plans;
        this.connectionsPerInstance = connectionsPerInstance;
        this.definitions = new DefinitionSessions(sessions);
        this.readers = new SpareSessions<>(sessions::open, Function.identity());
        for (ShardPlan plan : plans) {
            SchemaRestorer schema = new SchemaRestorer(sessions, definitions, plan);
            inOrder.add(schema);
            byPlan.put(plan, schema);
        }
    }

    /** Creates schemas, ledgers, sequences, and tables. */
    void create() {
        InstanceWork.run(
                "create",
                plans,
                plan -> plan.target().instance(),
                connectionsPerInstance,
                plan -> of(plan).createSchema());
        InstanceWork.run(
                "create",
                tables(),
                TargetSchemas::instance,
                connectionsPerInstance,
                table -> of(table.plan()).createTable(table.table()));
    }

    /** Adds the secondary keys of a table whose rows are loaded. */
    void addKeys(TargetTable table) {
        of(table.plan()).addKeys(table.table());
    }

    void addForeignKeys() {
        inOrder.forEach(SchemaRestorer::addForeignKeys);
    }

    /** Creates everything else; returns what a person should know. */
    List<String> createObjects() {
        List<String> notes = new ArrayList<>();
        inOrder.forEach(schema -> notes.addAll(schema.createObjects()));
        return notes;
    }

    /** Where targets show other definitions of tables than their sources of the same version did, one sentence each. */
    List<String> differences() {
        Queue<String> found = new ConcurrentLinkedQueue<>();
        InstanceWork.run(
                "compare",
                tables(),
                TargetSchemas::instance,
                connectionsPerInstance,
                table -> readers.use(
                                instance(table), session -> of(table.plan()).difference(session, table.table()))
                        .ifPresent(found::add));
        return found.stream().sorted().toList();
    }

    private List<TargetTable> tables() {
        return plans.stream()
                .flatMap(plan -> plan.tables().stream().map(table -> new TargetTable(plan, table)))
                .toList();
    }

    private static Instance instance(TargetTable table) {
        return table.plan().target().instance();
    }

    private SchemaRestorer of(ShardPlan plan) {
        return Objects.requireNonNull(byPlan.get(plan));
    }

    @Override
    public void close() {
        definitions.close();
        readers.close();
    }
}
