package io.shardark.format.backup;

import io.shardark.format.chunk.ChunkDecoder;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Checks a backup whose manifest was opened, and tells everything that is wrong, not only the first. It has no threads
 * of its own. A checker runs once.
 */
public final class BackupChecker {
    private final Store repository;
    private final BackupReader backup;
    private final Optional<Envelope> envelope;
    private final CheckListener listener;
    private final CheckProgress progress;
    private final BackupChecks checks;
    private final ChunkQueue queue = new ChunkQueue();

    private BackupChecker(Store repository, BackupReader backup, Optional<Envelope> envelope, CheckListener listener) {
        this.repository = repository;
        this.backup = backup;
        this.envelope = envelope;
        this.listener = listener;
        this.progress = new CheckProgress(listener);
        this.checks = new BackupChecks(backup, envelope, progress);
    }

    /**
     * A check of level {@link CheckLevel#FILES}.
     *
     * @param repository where the backup before this one lies as well
     */
    public static BackupChecker files(Store repository, BackupReader backup, CheckListener listener) {
        return new BackupChecker(repository, backup, Optional.empty(), listener);
    }

    /**
     * A check of level {@link CheckLevel#DATA}.
     *
     * @param repository where the backup before this one lies as well
     */
    public static BackupChecker data(Store repository, BackupReader backup, Envelope envelope, CheckListener listener) {
        return new BackupChecker(repository, backup, Optional.of(envelope), listener);
    }

    /** Checks everything in the calling thread. */
    public CheckReport run() {
        return run(Runnable::run, 1);
    }

    /**
     * Checks everything with several workers and waits for them. Each works on an archive file of its own; when there
     * are no more files, on chunks of those that others read.
     *
     * @param executor has to be able to run that many workers, or at least one of them after the other
     * @throws io.shardark.format.error.UnreachableException when the store fails
     * @throws io.shardark.format.error.WrongKeyException when a catalog cannot be opened with the envelope
     * @throws io.shardark.format.error.TooNewException when a shard's manifest or catalog has a higher version
     */
    public CheckReport run(Executor executor, int workers) {
        listener.begun(backup.manifest().shards().stream()
                .mapToLong(ShardReference::storedBytes)
                .sum());
        try (checks) {
            work(executor, workers);
        }
        new FolderCheck(backup, checks.files(), checks.unreadable(), progress).run();
        backup.manifest().previous().ifPresent(new ChainCheck(repository, progress)::run);
        return progress.report(envelope.isPresent() ? CheckLevel.DATA : CheckLevel.FILES);
    }

    private void work(Executor executor, int workers) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            running.add(CompletableFuture.runAsync(this::work, executor));
        }
        Optional<RuntimeException> failed = Optional.empty();
        for (CompletableFuture<Void> worker : running) {
            failed = joined(failed, worker);
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    private void work() {
        try {
            if (envelope.isEmpty()) {
                work(Optional.empty());
            } else {
                try (ChunkDecoder decoder = new ChunkDecoder(envelope.get())) {
                    work(Optional.of(decoder));
                }
            }
        } catch (RuntimeException failure) {
            checks.stop();
            queue.stop();
            throw failure;
        }
    }

    private void work(Optional<ChunkDecoder> decoder) {
        queue.beginReading();
        try {
            for (Optional<ArchiveCheck> check = checks.next(); check.isPresent(); check = checks.next()) {
                check.get().run(decoder, queue);
            }
        } finally {
            queue.endReading();
        }
        for (Optional<ReadChunk> chunk = queue.take(); chunk.isPresent(); chunk = queue.take()) {
            chunk.get().check(decoder);
        }
    }

    private static Optional<RuntimeException> joined(
            Optional<RuntimeException> failed, CompletableFuture<Void> worker) {
        try {
            worker.join();
            return failed;
        } catch (CompletionException completion) {
            RuntimeException failure = completion.getCause() instanceof RuntimeException cause ? cause : completion;
            failed.filter(other -> other != failure).ifPresent(failure::addSuppressed);
            return Optional.of(failure);
        }
    }
}
