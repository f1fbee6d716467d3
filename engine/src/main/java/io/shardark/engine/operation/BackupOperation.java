package io.shardark.engine.operation;

import io.shardark.engine.cut.Cut;
import io.shardark.engine.cut.InstanceSnapshot;
import io.shardark.engine.mysql.AnchoredSessions;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.pace.Pace;
import io.shardark.engine.progress.ProgressEvent.Notice;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.selection.SelectedTopology;
import io.shardark.engine.store.StoreLock;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupWriter;
import io.shardark.format.crypto.SigningKey;
import io.shardark.format.manifest.CutRecord;
import io.shardark.format.manifest.PreviousBackup;
import io.shardark.format.manifest.RootManifest;
import io.shardark.format.value.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Backs up what is selected of the shards of a topology, as one backup that shows one point. Used once. */
public final class BackupOperation {
    private final Repository repository;
    private final Topology all;
    private final SelectedTopology selected;
    private final BackupSettings settings;
    private final Encryption encryption;
    private final Optional<SigningKey> signingKey;
    private final String program;
    private final ProgressListener progress;
    private final Pace pace;

    /**
     * Prepares a backup.
     *
     * @param program name and version of the program, for the manifest
     */
    public BackupOperation(
            Repository repository,
            Topology topology,
            BackupSettings settings,
            Encryption encryption,
            Optional<SigningKey> signingKey,
            Sessions sessions,
            String program,
            ProgressListener progress) {
        this.repository = repository;
        this.all = topology;
        this.selected = SelectedTopology.of(topology, settings.selection());
        this.settings = settings;
        this.encryption = encryption;
        this.signingKey = signingKey;
        this.program = program;
        this.progress = progress;
        this.pace = new Pace(settings.pace(), sessions, progress);
    }

    /**
     * Makes the backup. When this throws, there is no backup, and nothing is left that looks like one.
     *
     * @throws io.shardark.format.error.ShardarkException the kind tells what went wrong
     */
    @SuppressWarnings("try") // The lock is held for its scope, not used.
    public BackupReport run() {
        Instant started = Instant.now();
        try (AnchoredSessions servers = new AnchoredSessions(pace.sessions());
                pace) {
            DefinedCutTaker cuts = new DefinedCutTaker(servers, all, settings, progress);
            cuts.preflight();
            try (StoreLock lock = repository.lock()) {
                repository.removeUnfinished(
                        id -> progress.on(new Notice("removed what an unfinished backup had left: " + id)));
                Optional<PreviousBackup> previous = repository.newest();
                SealedBackup sealed = SealedBackup.begin(previous, encryption);
                awaitCalm(servers);
                return backUp(started, previous, sealed, cuts, servers);
            }
        }
    }

    /** Not even a lock is asked of servers that have enough to do. */
    private void awaitCalm(AnchoredSessions servers) {
        pace.watch(servers, selected.topology().instances());
        pace.awaitCalm(selected.topology().instances());
    }

    private BackupReport backUp(
            Instant started,
            Optional<PreviousBackup> previous,
            SealedBackup sealed,
            DefinedCutTaker cuts,
            AnchoredSessions servers) {
        try (DefinedCut taken = cuts.take();
                BackupWriter writer = BackupWriter.begin(
                        repository.folder(sealed.id()), sealed.id(), sealed.envelope(), sealed.keysFile())) {
            List<ShardDump> shards = begin(taken, sealed, writer);
            dump(shards, taken.cut().snapshots(), sealed);
            prove(taken, servers);
            step("writing the manifest");
            Sha256 manifest = writer.commit(
                    rootManifest(started, previous, sealed, taken.cut().record(), shards), signingKey);
            return report(started, sealed, taken.cut(), shards, manifest);
        }
    }

    private void prove(DefinedCut taken, AnchoredSessions servers) {
        step("proving that no definition changed");
        List<String> changed = taken.prove(servers);
        servers.requireAlive();
        if (!changed.isEmpty()) {
            progress.on(
                    new Notice("changed after the cut, and saved as it was at the cut:" + DefinedCut.lines(changed)));
        }
    }

    private List<ShardDump> begin(DefinedCut taken, SealedBackup sealed, BackupWriter writer) {
        StoredColumnsCheck stored = StoredColumnsCheck.run(taken, progress);
        List<ShardDump> shards = new ArrayList<>();
        selected.topology().shards().forEach(shard -> {
            ShardDump dump = new ShardDump(
                    shard,
                    taken.definitions().of(shard),
                    taken.snapshot(shard),
                    stored.sentences(shard),
                    selected.leftOut(),
                    sealed.id(),
                    writer,
                    progress);
            dump.announce();
            shards.add(dump);
        });
        return shards;
    }

    private void dump(List<ShardDump> shards, List<InstanceSnapshot> snapshots, SealedBackup sealed) {
        step("saving rows");
        ParallelWork work = new ParallelWork();
        List<Callable<Void>> workers = new ArrayList<>();
        for (InstanceSnapshot snapshot : snapshots) {
            InstanceDump instance = new InstanceDump(shards.stream()
                    .filter(shard -> shard.isOn(snapshot.instance()))
                    .toList());
            snapshot.sessions()
                    .forEach(session -> workers.add(new DumpWorker(
                            session,
                            instance,
                            sealed.envelope(),
                            settings,
                            pace.snapshotPacer(snapshot.instance(), work::check),
                            work)));
        }
        try {
            work.run("backup", workers);
        } finally {
            shards.forEach(ShardDump::close);
        }
    }

    private RootManifest rootManifest(
            Instant started,
            Optional<PreviousBackup> previous,
            SealedBackup sealed,
            CutRecord cut,
            List<ShardDump> shards) {
        return new RootManifest(
                repository.id(),
                sealed.id(),
                started,
                Instant.now(),
                program,
                sealed.keyCheck(),
                shards.stream().anyMatch(shard -> shard.header().partial()),
                cut,
                previous,
                shards.stream().map(ShardDump::reference).toList());
    }

    private BackupReport report(
            Instant started, SealedBackup sealed, Cut cut, List<ShardDump> shards, Sha256 manifest) {
        List<BackupReport.ShardResult> results =
                shards.stream().map(ShardDump::result).toList();
        return new BackupReport(
                sealed.id(),
                manifest,
                cut.record(),
                results,
                results.stream().mapToLong(BackupReport.ShardResult::tables).sum(),
                results.stream().mapToLong(shard -> shard.digest().rows()).sum(),
                shards.stream().mapToLong(ShardDump::chunks).sum(),
                results.stream().mapToLong(BackupReport.ShardResult::rowBytes).sum(),
                results.stream()
                        .mapToLong(BackupReport.ShardResult::storedBytes)
                        .sum(),
                cut.longestStallMillis(),
                Duration.between(started, Instant.now()),
                pace.report(),
                shards.stream()
                        .flatMap(shard -> shard.notSaved().stream())
                        .distinct()
                        .toList(),
                BackupPart.of(shards.stream().map(ShardDump::header).toList()),
                shards.stream().flatMap(shard -> shard.needs().stream()).toList());
    }

    private void step(String text) {
        progress.on(new StepStarted(text));
    }
}
