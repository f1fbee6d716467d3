package io.shardark.engine.operation;

import io.shardark.format.chunk.ChunkEncoder;
import io.shardark.format.chunk.ChunkIdentity;
import io.shardark.format.chunk.StoredChunk;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.row.RowBuffer;
import java.util.function.Consumer;

/** Encodes and stores a worker's chunks, and compresses as hard as the time for both suggests. Used by one thread. */
final class TimedEncoder implements AutoCloseable {
    private final ChunkEncoder encoder;
    private final LevelChoice choice;

    TimedEncoder(Envelope envelope, CompressionBounds bounds) {
        this.encoder = new ChunkEncoder(envelope);
        this.choice = new LevelChoice(bounds);
    }

    /** Hands an encoded chunk over and returns it when that is done. */
    StoredChunk store(ChunkIdentity identity, RowBuffer rows, Consumer<StoredChunk> sink) {
        long start = System.nanoTime();
        StoredChunk stored = encoder.encode(identity, rows, choice.level());
        long encoded = System.nanoTime();
        sink.accept(stored);
        choice.add(encoded - start, System.nanoTime() - encoded, rows.length(), stored.bytes().length);
        return stored;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
