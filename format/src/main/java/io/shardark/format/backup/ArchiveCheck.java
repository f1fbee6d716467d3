package io.shardark.format.backup;

import io.shardark.format.archive.ArchiveReader;
import io.shardark.format.chunk.ChunkDecoder;
import io.shardark.format.chunk.ExpectedChunk;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.value.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * The check of one archive file, a unit of work for one thread. A good file is read once, from its first byte to its
 * last. From the first damage on, the rest of its chunks are looked at one by one, to say which of them are good.
 */
final class ArchiveCheck {
    private final ShardFiles shard;
    private final FileRecord file;
    private final int firstOrdinal;
    private final List<ChunkPlace> places;
    private final List<ExpectedChunk> expected;
    private int proved;

    /**
     * A check.
     *
     * @param file the archive file, named relative to the shard's folder
     * @param firstOrdinal ordinal of its first chunk
     * @param places of its chunks
     * @param expected what the catalog promises of these chunks; empty when they are not to be decoded
     */
    ArchiveCheck(
            ShardFiles shard,
            FileRecord file,
            int firstOrdinal,
            List<ChunkPlace> places,
            List<ExpectedChunk> expected) {
        this.shard = shard;
        this.file = file;
        this.firstOrdinal = firstOrdinal;
        this.places = places;
        this.expected = expected;
    }

    /**
     * Checks the file; damage becomes findings, any other failure an exception.
     *
     * @param decoder present when chunks are to be decoded
     */
    void run(Optional<ChunkDecoder> decoder, CheckProgress progress) {
        String name = shard.nameInBackup(file);
        try {
            walk(decoder, progress);
        } catch (UnreachableException failure) {
            throw failure;
        } catch (ShardarkException damage) {
            // A decoder that tells of another key or version: the catalog could be opened, so the chunk is foreign.
            if (CheckProgress.isMissing(damage) || !findDamagedChunks(name, decoder, progress)) {
                progress.damaged(name, damage);
            }
        }
    }

    private void walk(Optional<ChunkDecoder> decoder, CheckProgress progress) {
        StoredFiles.requireLength(shard.folder(), file);
        long rest = file.length();
        try (ArchiveReader reader = shard.archives().walk(file, firstOrdinal)) {
            for (ChunkPlace place : places) {
                walkChunk(reader, place, decoder, progress);
                rest -= place.length();
            }
            reader.end(file);
        }
        progress.readFile(rest);
    }

    private void walkChunk(
            ArchiveReader reader, ChunkPlace place, Optional<ChunkDecoder> decoder, CheckProgress progress) {
        if (expected.isEmpty() || decoder.isEmpty()) {
            reader.next(place);
        } else {
            decode(proved, reader.read(place), decoder.get(), progress);
        }
        proved++;
        progress.readChunk(place.length());
    }

    /** Looks at the chunks that were not proved yet; answers whether any of them is damaged. */
    private boolean findDamagedChunks(String name, Optional<ChunkDecoder> decoder, CheckProgress progress) {
        boolean found = false;
        for (int index = proved; index < places.size(); index++) {
            try {
                proveAlone(index, decoder, progress);
                progress.readChunk(places.get(index).length());
            } catch (UnreachableException failure) {
                throw failure;
            } catch (ShardarkException damage) {
                progress.damaged(name, damage);
                found = true;
            }
        }
        return found;
    }

    private void proveAlone(int index, Optional<ChunkDecoder> decoder, CheckProgress progress) {
        ChunkPlace place = places.get(index);
        byte[] stored = shard.archives().read(place);
        if (!expected.isEmpty() && decoder.isPresent()) {
            decode(index, stored, decoder.get(), progress);
        } else if (!Sha256.of(stored).equals(place.sha256())) {
            throw new DamagedException(shard.archives().describe(place) + ": the chunk with ordinal "
                    + (firstOrdinal + index) + " has SHA-256 " + Sha256.of(stored) + ", expected " + place.sha256());
        }
    }

    private void decode(int index, byte[] stored, ChunkDecoder decoder, CheckProgress progress) {
        ExpectedChunk chunk = expected.get(index);
        decoder.decode(chunk, stored, shard.archives().describe(places.get(index)));
        progress.provedRows(chunk.rows().rows());
    }
}
