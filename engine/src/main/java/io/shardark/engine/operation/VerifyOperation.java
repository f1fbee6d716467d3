package io.shardark.engine.operation;

import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.pace.LoadPreflight;
import io.shardark.engine.pace.Pace;
import io.shardark.engine.pace.PaceLimits;
import io.shardark.engine.pace.PaceReport;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressEvent.ShardPlanned;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.OpenBackup;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupChecker;
import io.shardark.format.backup.CheckListener;
import io.shardark.format.backup.CheckReport;
import io.shardark.format.backup.Finding;
import io.shardark.format.backup.SignatureStatus;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.Identity;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.value.BackupId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Verifies a backup and reports everything that is wrong with it. Used once. */
public final class VerifyOperation {
    private final Repository repository;
    private final BackupId id;
    private final VerifyReport.Level level;
    private final TrustedSigners signers;
    private final Optional<Identity> identity;
    private final Optional<Topology> live;
    private final PaceLimits limits;
    private final Sessions sessions;
    private final ProgressListener progress;
    private final Pace pace;

    /** A verification that reads databases as fast as it goes; see the other constructor. */
    public VerifyOperation(
            Repository repository,
            BackupId id,
            VerifyReport.Level level,
            TrustedSigners signers,
            Optional<Identity> identity,
            Optional<Topology> live,
            Sessions sessions,
            ProgressListener progress) {
        this(repository, id, level, signers, identity, live, PaceLimits.NONE, sessions, progress);
    }

    /**
     * Prepares a verification.
     *
     * @param identity opens the backup; needed from the level {@code DATA} when it is encrypted
     * @param live the databases to compare with; needed for the level {@code LIVE}
     * @param limits how much may be asked of these databases
     */
    public VerifyOperation(
            Repository repository,
            BackupId id,
            VerifyReport.Level level,
            TrustedSigners signers,
            Optional<Identity> identity,
            Optional<Topology> live,
            PaceLimits limits,
            Sessions sessions,
            ProgressListener progress) {
        this.repository = repository;
        this.id = id;
        this.level = level;
        this.signers = signers;
        this.identity = identity;
        this.live = live;
        this.limits = limits;
        this.sessions = sessions;
        this.progress = progress;
        this.pace = new Pace(limits, sessions, progress);
    }

    /**
     * Verifies.
     *
     * @throws io.shardark.format.error.UnreachableException when the store or a server fails
     * @throws io.shardark.format.error.WrongKeyException when the backup cannot be opened
     */
    public VerifyReport run() {
        Instant started = Instant.now();
        OpenBackup backup;
        try {
            backup = OpenBackup.open(repository, id, signers);
        } catch (DamagedException e) {
            return unreadable(started, e);
        }
        Envelope envelope = level == VerifyReport.Level.FILES ? NoEnvelope.INSTANCE : backup.envelope(identity);
        live.filter(databases -> level == VerifyReport.Level.LIVE).ifPresent(this::preflight);
        CheckReport checked = check(backup, envelope);
        List<String> findings = new ArrayList<>(
                checked.findings().stream().map(VerifyOperation::sentence).toList());
        if (level == VerifyReport.Level.LIVE && findings.isEmpty()) {
            findings.addAll(compare(backup, envelope, live.orElseThrow()));
        }
        return new VerifyReport(
                id,
                level,
                backup.reader().manifest().cut().level(),
                backup.signer(),
                checked.files(),
                checked.bytes(),
                checked.chunks(),
                checked.rows(),
                Duration.between(started, Instant.now()),
                pace.report(),
                backup.reader().manifest().partial(),
                part(backup, envelope),
                findings,
                notes(backup));
    }

    private void preflight(Topology databases) {
        ProblemsException.throwIfAny(LoadPreflight.problems(sessions, databases.instances(), limits));
    }

    private List<String> compare(OpenBackup backup, Envelope envelope, Topology databases) {
        progress.on(new StepStarted("comparing with the databases"));
        try (pace) {
            pace.watch(pace.sessions(), databases.instances());
            return new LiveComparison(backup, envelope, databases, pace, progress).run();
        }
    }

    /** Catalogs that cannot be read are among the findings. */
    private Optional<BackupPart> part(OpenBackup backup, Envelope envelope) {
        if (level == VerifyReport.Level.FILES) {
            return Optional.empty();
        }
        List<CatalogHeader> catalogs = new ArrayList<>();
        for (ShardReference shard : backup.reader().manifest().shards()) {
            try {
                catalogs.add(backup.reader().shard(shard.shard(), envelope).header());
            } catch (DamagedException e) {
                return Optional.empty();
            }
        }
        return Optional.of(BackupPart.of(catalogs));
    }

    private CheckReport check(OpenBackup backup, Envelope envelope) {
        boolean files = level == VerifyReport.Level.FILES;
        progress.on(new StepStarted(files ? "checking files" : "checking files and rows"));
        CheckListener listener = new Listener();
        BackupChecker checker = files
                ? BackupChecker.files(repository.store(), backup.reader(), listener)
                : BackupChecker.data(repository.store(), backup.reader(), envelope, listener);
        int workers = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            return checker.run(threads, workers);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A manifest that cannot be trusted says nothing about the rest. */
    private VerifyReport unreadable(Instant started, DamagedException e) {
        return new VerifyReport(
                id,
                level,
                CutLevel.PER_INSTANCE,
                "",
                0,
                0,
                0,
                0,
                Duration.between(started, Instant.now()),
                PaceReport.NONE,
                false,
                Optional.empty(),
                List.of(e.getMessage()),
                List.of("The manifest cannot be trusted, so nothing else was checked."));
    }

    private static List<String> notes(OpenBackup backup) {
        if (backup.reader().signature() instanceof SignatureStatus.SignedBy) {
            return List.of();
        }
        return backup.reader().signature() instanceof SignatureStatus.Unsigned
                ? List.of("The backup is not signed: nobody vouches for who wrote it.")
                : List.of("The signature was not checked, because the configuration trusts no signers.");
    }

    private static String sentence(Finding finding) {
        return finding.what().contains(finding.file()) ? finding.what() : finding.file() + ": " + finding.what();
    }

    /** Shows the bytes of the whole backup as one line of progress. */
    private final class Listener implements CheckListener {
        @Override
        public void begun(long totalBytes) {
            progress.on(new ShardPlanned(id.text(), 0, 0, totalBytes));
        }

        @Override
        public void checked(long bytes) {
            progress.on(new ChunkDone(id.text(), "", 0, bytes, bytes));
        }
    }
}
