package io.shardark.engine.operation;

import io.shardark.engine.load.ChunkLoading;
import io.shardark.engine.load.CrossServer;
import io.shardark.engine.load.LoadWorker;
import io.shardark.engine.load.RedoLogs;
import io.shardark.engine.load.RestorePreflight;
import io.shardark.engine.load.ShardPlan;
import io.shardark.engine.load.TargetLock;
import io.shardark.engine.load.TargetTable;
import io.shardark.engine.load.UnloggedSessions;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.pace.Pace;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.row.RowSetDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings a backup back into the shards of a topology, which has the same shards by name, wherever they live. Killed at
 * any moment and run again it goes on where it stopped: nothing is loaded twice, and nothing is left out.
 */
public final class RestoreOperation {
    private final BackupReader backup;
    private final Envelope envelope;
    private final Topology target;
    private final TableSelection tables;
    private final RestoreSettings settings;
    /** For looking at what a restore would meet. */
    private final Sessions lookingSessions;
    /** For everything that changes a server. */
    private final Sessions sessions;

    private final ProgressListener progress;
    private final Pace pace;

    /**
     * Prepares a restore.
     *
     * @param envelope the backup's, from its key
     * @param target where the shards live now; schemas that are missing are created
     * @param tables what to restore; with patterns of tables, nothing but tables is restored
     */
    public RestoreOperation(
            BackupReader backup,
            Envelope envelope,
            Topology target,
            TableSelection tables,
            RestoreSettings settings,
            Sessions sessions,
            ProgressListener progress) {
        this.backup = backup;
        this.envelope = envelope;
        this.target = target;
        this.tables = tables;
        this.settings = settings;
        this.lookingSessions = sessions;
        this.progress = progress;
        this.pace = new Pace(
                settings.pace(),
                UnloggedSessions.of(sessions, settings.choices().binaryLog()),
                progress);
        this.sessions = pace.sessions();
    }

    /**
     * Restores, and proves that every restored table equals the backup.
     *
     * @throws io.shardark.format.error.ConfigurationException when a shard of the backup has no target
     * @throws io.shardark.format.error.RefusedException when something is in the way, with a list of it
     * @throws io.shardark.format.error.DamagedException when stored bytes, or the rows of a restored table, differ
     * @throws io.shardark.format.error.UnreachableException when a server failed; run it again to go on
     * @throws io.shardark.format.error.ProblemsException when several things are wrong before work begins
     */
    public RestoreReport run() {
        long start = System.nanoTime();
        step("reading the manifests");
        RestorePlan plan = RestorePlan.of(backup, envelope, target, tables);
        List<ShardPlan> plans = plan.shards();
        plans.forEach(this::announce);
        RestoreEnd end = new RestoreEnd(sessions, plans);
        if (!end.wasReached()) {
            step("checking the targets");
            RestorePreflight.check(lookingSessions, plans, settings.choices(), settings.pace());
        }
        TargetLock lock =
                TargetLock.lock(sessions, plans.stream().map(ShardPlan::target).toList());
        try (pace) {
            List<String> notes = new ArrayList<>();
            Outcome outcome = end.wasReached() ? alreadyDone(plans, notes) : restoreAndProve(plans, notes);
            step("finishing");
            end.reach();
            plans.forEach(shard ->
                    progress.on(new ProgressEvent.ShardDone(shard.target().name())));
            return report(plan, outcome, notes, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            lock.close();
        }
    }

    /**
     * What the work came to.
     *
     * @param targets the digest of each shard's rows on its target
     */
    private record Outcome(LoadWorker.Counts counts, List<RowSetDigest> targets) {}

    private Outcome alreadyDone(List<ShardPlan> plans, List<String> notes) {
        notes.add("An earlier run had restored and proved everything; this one only removed its ledgers.");
        return new Outcome(
                new LoadWorker.Counts(
                        0, plans.stream().mapToLong(ShardPlan::chunks).sum(), LoadWorker.Counts.NONE.warned()),
                plans.stream().map(ShardPlan::digest).toList());
    }

    private Outcome restoreAndProve(List<ShardPlan> saved, List<String> notes) {
        // Again, since another restore may have ended before the lock was taken.
        notes.addAll(RestorePreflight.check(lookingSessions, saved, settings.choices(), settings.pace()));
        CrossServer.Fitted fitted = CrossServer.fit(lookingSessions, saved);
        notes.addAll(fitted.notes());
        List<ShardPlan> plans = fitted.plans();
        pace.watch(sessions, ChunkLoading.instances(plans));
        try (TargetSchemas schemas = new TargetSchemas(sessions, plans, settings.connectionsPerInstance())) {
            Outcome outcome = restore(plans, schemas, notes);
            notes.addAll(schemas.differences());
            return outcome;
        }
    }

    private Outcome restore(List<ShardPlan> plans, TargetSchemas schemas, List<String> notes) {
        step("creating tables");
        schemas.create();
        Outcome outcome = restoreTables(plans, schemas, notes);
        outcome.counts()
                .warned()
                .forEach(table -> notes.add(table + ": the server warned while it took rows, and showed them exactly as"
                        + " they were; have a look at generated columns."));
        step("adding foreign keys");
        schemas.addForeignKeys();
        step("creating views, triggers, routines and events");
        notes.addAll(schemas.createObjects());
        return outcome;
    }

    private Outcome restoreTables(List<ShardPlan> plans, TargetSchemas schemas, List<String> notes) {
        try (RedoLogs redoLogs =
                RedoLogs.prepare(sessions, plans, settings.choices().fastLoad(), this::tell)) {
            redoLogs.disable();
            step("loading rows, adding keys, proving tables");
            Outcome outcome = restoreTables(plans, schemas);
            redoLogs.enable();
            notes.addAll(redoLogs.notes());
            return outcome;
        }
    }

    /** Each table gets its keys, and is proved, as soon as its rows are there, while others are still being loaded. */
    private Outcome restoreTables(List<ShardPlan> plans, TargetSchemas schemas) {
        TargetProof proof = new TargetProof(sessions, plans);
        ParallelWork work = new ParallelWork();
        Consumer<TargetTable> completion = table -> {
            Instance instance = table.plan().target().instance();
            schemas.addKeys(table);
            proof.read(table, pace.pacer(instance, work::check));
        };
        try (proof;
                ChunkLoading loading = ChunkLoading.prepare(
                        sessions,
                        plans,
                        envelope,
                        settings.connectionsPerInstance(),
                        completion,
                        instance -> pace.pacer(instance, work::check),
                        progress)) {
            LoadWorker.Counts counts = work.run("restore", loading.workers()).stream()
                    .reduce(LoadWorker.Counts.NONE, LoadWorker.Counts::plus);
            return new Outcome(counts, proof.compared());
        }
    }

    private RestoreReport report(RestorePlan restored, Outcome outcome, List<String> notes, Duration duration) {
        List<ShardPlan> plans = restored.shards();
        List<RestoreReport.ShardResult> shards = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            ShardPlan plan = plans.get(i);
            shards.add(new RestoreReport.ShardResult(
                    plan.target().name(),
                    plan.tables().size(),
                    plan.digest(),
                    outcome.targets().get(i)));
        }
        addStandingNotes(plans, notes);
        return new RestoreReport(
                backup.manifest().backup(),
                shards,
                plans.stream().mapToLong(plan -> plan.tables().size()).sum(),
                plans.stream().mapToLong(plan -> plan.digest().rows()).sum(),
                plans.stream().mapToLong(ShardPlan::rowBytes).sum(),
                outcome.counts().loaded(),
                outcome.counts().found(),
                duration,
                pace.report(),
                restored.leftOutOfBackup(),
                restored.leftOutOfRestore(),
                notes);
    }

    private void addStandingNotes(List<ShardPlan> plans, List<String> notes) {
        if (tables.isOfTables()) {
            notes.add("Only tables that match " + tables
                    + " were restored; views, triggers, routines, events and sequences were not.");
        }
        for (ShardPlan plan : plans) {
            plan.source().header().notSaved().stream()
                    .filter(sentence -> !notes.contains(sentence))
                    .forEach(notes::add);
        }
    }

    private void announce(ShardPlan plan) {
        progress.on(new ProgressEvent.ShardPlanned(
                plan.target().name(), plan.tables().size(), plan.digest().rows(), plan.rowBytes()));
    }

    private void tell(String sentence) {
        progress.on(new ProgressEvent.Notice(sentence));
    }

    private void step(String name) {
        progress.on(new ProgressEvent.StepStarted(name));
    }
}
