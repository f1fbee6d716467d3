package io.shardark.format.backup;

import io.shardark.format.archive.ArchiveReader;
import io.shardark.format.chunk.ChunkDecoder;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.FileRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The check of one archive file, which one worker reads once, from its first byte to its last. Free workers check
 * chunks of it meanwhile. When anything is damaged, the chunks that were not proved by then are looked at one by one,
 * to say which of them are good. Used once, by one worker.
 */
final class ArchiveCheck {
    private final ShardFiles shard;
    private final FileRecord file;
    private final int firstOrdinal;
    private final List<ChunkCheck> chunks;
    private final StoredBuffers buffers;
    private final CheckProgress progress;
    private final List<HandedOver> handedOver = new ArrayList<>();
    private final BitSet proved = new BitSet();

    /**
     * A check.
     *
     * @param file the archive file, named relative to the shard's folder
     * @param firstOrdinal ordinal of its first chunk
     * @param chunks of the file
     */
    ArchiveCheck(
            ShardFiles shard,
            FileRecord file,
            int firstOrdinal,
            List<ChunkCheck> chunks,
            StoredBuffers buffers,
            CheckProgress progress) {
        this.shard = shard;
        this.file = file;
        this.firstOrdinal = firstOrdinal;
        this.chunks = chunks;
        this.buffers = buffers;
        this.progress = progress;
    }

    /**
     * Checks the file; damage becomes findings, any other failure an exception.
     *
     * @param decoder present when chunks are to be decoded
     * @param queue takes chunks for free workers
     */
    void run(Optional<ChunkDecoder> decoder, ChunkQueue queue) {
        Optional<ShardarkException> ownDamage = read(decoder, queue);
        Optional<ShardarkException> damage = finishHandedOver(decoder, queue).or(() -> ownDamage);
        if (damage.isEmpty()) {
            progress.readFile(file.length() - chunkBytes());
        } else if (CheckProgress.isMissing(damage.get()) || !findDamagedChunks(decoder)) {
            progress.damaged(shard.nameInBackup(file), damage.get());
        }
    }

    private Optional<ShardarkException> read(Optional<ChunkDecoder> decoder, ChunkQueue queue) {
        try {
            StoredFiles.requireLength(shard.folder(), file);
            walk(decoder, queue);
            return Optional.empty();
        } catch (UnreachableException failure) {
            throw failure;
        } catch (ShardarkException damage) {
            // A decoder that tells of another key or version: the catalog could be opened, so the chunk is foreign.
            return Optional.of(damage);
        }
    }

    private void walk(Optional<ChunkDecoder> decoder, ChunkQueue queue) {
        try (ArchiveReader reader = shard.archives().walk(file, firstOrdinal)) {
            for (int index = 0; index < chunks.size(); index++) {
                if (queue.isStopped()) {
                    return;
                }
                walkChunk(index, reader, decoder, queue);
            }
            reader.end(file);
        }
    }

    private void walkChunk(int index, ArchiveReader reader, Optional<ChunkDecoder> decoder, ChunkQueue queue) {
        ChunkCheck chunk = chunks.get(index);
        if (queue.wants(chunk.place().length())) {
            ReadChunk read = new ReadChunk(chunk, readChunk(reader, chunk), buffers);
            handedOver.add(new HandedOver(index, read));
            queue.add(read);
        } else if (chunk.isDecodedBy(decoder)) {
            byte[] stored = readChunk(reader, chunk);
            chunk.prove(stored, decoder);
            buffers.give(stored);
            proved.set(index);
        } else {
            // Both digests over a piece while it is in the processor's cache.
            reader.next(chunk.place());
            chunk.count();
            proved.set(index);
        }
    }

    private byte[] readChunk(ArchiveReader reader, ChunkCheck chunk) {
        byte[] stored = buffers.take(Math.toIntExact(chunk.place().length()));
        reader.read(chunk.place(), stored);
        return stored;
    }

    /**
     * Waits for the workers that have chunks of this file, doing their work meanwhile; the damage of the first chunk
     * that has any.
     */
    private Optional<ShardarkException> finishHandedOver(Optional<ChunkDecoder> decoder, ChunkQueue queue) {
        for (Optional<ReadChunk> next = queue.poll(); next.isPresent(); next = queue.poll()) {
            next.get().check(decoder);
        }
        Optional<ShardarkException> first = Optional.empty();
        for (HandedOver chunk : handedOver) {
            Optional<ShardarkException> damage = chunk.read().outcome();
            proved.set(chunk.index(), damage.isEmpty());
            first = first.or(() -> damage);
        }
        return first;
    }

    /** Looks at the chunks that were not proved; answers whether any of them is damaged. */
    private boolean findDamagedChunks(Optional<ChunkDecoder> decoder) {
        boolean found = false;
        for (int index = proved.nextClearBit(0); index < chunks.size(); index = proved.nextClearBit(index + 1)) {
            try {
                chunks.get(index).proveAlone(decoder);
            } catch (UnreachableException failure) {
                throw failure;
            } catch (ShardarkException damage) {
                progress.damaged(shard.nameInBackup(file), damage);
                found = true;
            }
        }
        return found;
    }

    private long chunkBytes() {
        return chunks.stream().mapToLong(chunk -> chunk.place().length()).sum();
    }

    /** A chunk that a free worker has or will have. */
    private record HandedOver(int index, ReadChunk read) {}
}
