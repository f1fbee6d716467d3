package io.shardark.format.backup;

import io.shardark.format.chunk.ChunkDecoder;
import io.shardark.format.error.ShardarkException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The stored bytes of a chunk that another worker may check than the one that read them. */
final class ReadChunk {
    private final ChunkCheck chunk;
    private final byte[] stored;
    private final StoredBuffers buffers;
    private final CompletableFuture<Optional<ShardarkException>> outcome = new CompletableFuture<>();

    /**
     * A chunk to be checked once.
     *
     * @param stored begins with the stored bytes; given back to the buffers after the check
     */
    ReadChunk(ChunkCheck chunk, byte[] stored, StoredBuffers buffers) {
        this.chunk = chunk;
        this.stored = stored;
        this.buffers = buffers;
    }

    long length() {
        return chunk.place().length();
    }

    /** Checks it; damage becomes its outcome. */
    void check(Optional<ChunkDecoder> decoder) {
        try {
            chunk.prove(stored, decoder);
            outcome.complete(Optional.empty());
        } catch (ShardarkException damage) {
            outcome.complete(Optional.of(damage));
        } catch (RuntimeException | Error failure) {
            outcome.completeExceptionally(failure);
            throw failure;
        } finally {
            buffers.give(stored);
        }
    }

    /** Waits until it was checked; the damage that was found. */
    Optional<ShardarkException> outcome() {
        return outcome.join();
    }
}
