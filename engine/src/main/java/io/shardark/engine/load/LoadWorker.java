package io.shardark.engine.load;

import io.shardark.engine.load.ChunkLoader.Outcome;
import io.shardark.engine.load.InstanceLoad.Piece;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.pace.Pacer;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Instance;
import io.shardark.format.backup.ShardChunk;
import io.shardark.format.chunk.ChunkDecoder;
import io.shardark.format.chunk.DecodedChunk;
import io.shardark.format.crypto.Envelope;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Loads chunks into one instance until there are no more. Whoever loads the last chunk of a table completes the table,
 * while the others load. Holds one session, and one chunk in memory.
 */
public final class LoadWorker implements Callable<LoadWorker.Counts> {
    private final Sessions sessions;
    private final Instance instance;
    private final InstanceLoad work;
    private final Envelope envelope;
    private final Consumer<TargetTable> completion;
    private final Pacer pacer;
    private final ProgressListener progress;
    private long loaded;
    private long found;
    private final SortedSet<String> warned = new TreeSet<>();

    /**
     * Prepares a worker.
     *
     * @param work of this instance, shared with its other workers
     * @param completion called once for each table when all its rows are there
     * @param pacer ends the worker when it is to stop, and makes it wait; asked between chunks and tables
     */
    LoadWorker(
            Sessions sessions,
            Instance instance,
            InstanceLoad work,
            Envelope envelope,
            Consumer<TargetTable> completion,
            Pacer pacer,
            ProgressListener progress) {
        this.sessions = sessions;
        this.instance = instance;
        this.work = work;
        this.envelope = envelope;
        this.completion = completion;
        this.pacer = pacer;
        this.progress = progress;
    }

    /**
     * Chunks that came into their tables.
     *
     * @param loaded by this run
     * @param found of an earlier run
     * @param warned tables about whose rows the server warned, though it showed them exactly as they were; as places
     */
    public record Counts(long loaded, long found, SortedSet<String> warned) {
        /** None. */
        public static final Counts NONE = new Counts(0, 0, new TreeSet<>());

        public Counts {
            warned = Collections.unmodifiableSortedSet(new TreeSet<>(warned));
        }

        /** Both together. */
        public Counts plus(Counts other) {
            SortedSet<String> all = new TreeSet<>(warned);
            all.addAll(other.warned);
            return new Counts(loaded + other.loaded, found + other.found, all);
        }
    }

    @Override
    public Counts call() throws InterruptedException {
        try (ChunkDecoder decoder = new ChunkDecoder(envelope);
                ChunkLoader loader = new ChunkLoader(sessions, instance, Retry.STANDARD)) {
            completeEmptyTables();
            for (Optional<Piece> next = work.next(Optional.empty()); next.isPresent(); next = work.next(next)) {
                pacer.check();
                bringIn(decoder, loader, next.get());
            }
            return new Counts(loaded, found, warned);
        }
    }

    private void completeEmptyTables() {
        for (Optional<TargetTable> table = work.nextEmptyTable(); table.isPresent(); table = work.nextEmptyTable()) {
            pacer.await();
            completion.accept(table.get());
        }
    }

    private void bringIn(ChunkDecoder decoder, ChunkLoader loader, Piece piece) throws InterruptedException {
        ShardChunk chunk = piece.chunk();
        TargetTable table = piece.table().target();
        count(
                piece.shard().isLoaded(chunk) ? Outcome.FOUND : load(decoder, loader, piece.shard(), chunk),
                table.place());
        report(table, chunk);
        if (work.finish(piece)) {
            pacer.await();
            completion.accept(table);
        }
    }

    /** Nothing is sent to the server before the whole chunk passed every check. */
    private Outcome load(ChunkDecoder decoder, ChunkLoader loader, ShardLoad shard, ShardChunk chunk)
            throws InterruptedException {
        pacer.take(chunk.record().bytes(), chunk.record().digest().rows());
        byte[] stored = shard.plan().source().readStored(chunk.place());
        DecodedChunk decoded =
                decoder.decode(chunk.expected(), stored, shard.plan().source().describe(chunk.place()));
        return loader.load(shard.toLoad(chunk), decoded::stream);
    }

    private void count(Outcome outcome, String table) {
        if (outcome == Outcome.FOUND) {
            found++;
        } else {
            loaded++;
        }
        if (outcome == Outcome.LOADED_WITH_WARNINGS) {
            warned.add(table);
        }
    }

    private void report(TargetTable table, ShardChunk chunk) {
        progress.on(new ProgressEvent.ChunkDone(
                table.plan().target().name(),
                table.table().name(),
                chunk.record().digest().rows(),
                chunk.record().bytes(),
                chunk.place().length()));
    }
}
