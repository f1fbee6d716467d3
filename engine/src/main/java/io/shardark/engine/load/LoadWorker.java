package io.shardark.engine.load;

import io.shardark.engine.load.ChunkLoader.Outcome;
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
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** Loads chunks into one instance until there are no more. Holds one session, and one chunk in memory. */
public final class LoadWorker implements Callable<LoadWorker.Counts> {
    private final Sessions sessions;
    private final Instance instance;
    private final List<ShardLoad> shards;
    private final Envelope envelope;
    private final Pacer pacer;
    private final ProgressListener progress;
    private long loaded;
    private long found;
    private final SortedSet<String> warned = new TreeSet<>();

    /**
     * Prepares a worker.
     *
     * @param shards of this instance, shared with its other workers
     * @param pacer ends the worker when it is to stop, and makes it wait; asked between chunks
     */
    LoadWorker(
            Sessions sessions,
            Instance instance,
            List<ShardLoad> shards,
            Envelope envelope,
            Pacer pacer,
            ProgressListener progress) {
        this.sessions = sessions;
        this.instance = instance;
        this.shards = shards;
        this.envelope = envelope;
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
            for (ShardLoad shard : shards) {
                for (Optional<ShardChunk> chunk = shard.next(); chunk.isPresent(); chunk = shard.next()) {
                    pacer.check();
                    count(
                            shard.isLoaded(chunk.get()) ? Outcome.FOUND : load(decoder, loader, shard, chunk.get()),
                            shard.plan().place(shard.table(chunk.get())));
                    report(shard, chunk.get());
                }
            }
            return new Counts(loaded, found, warned);
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

    private void report(ShardLoad shard, ShardChunk chunk) {
        progress.on(new ProgressEvent.ChunkDone(
                shard.plan().target().name(),
                shard.table(chunk).name(),
                chunk.record().digest().rows(),
                chunk.record().bytes(),
                chunk.place().length()));
    }
}
