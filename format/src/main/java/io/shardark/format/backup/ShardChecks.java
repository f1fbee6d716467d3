package io.shardark.format.backup;

import io.shardark.format.archive.ArchiveFolder;
import io.shardark.format.chunk.ExpectedChunk;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.manifest.ShardManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the check of a shard into one piece for each archive file, when it is asked for. Not safe for several threads.
 */
final class ShardChecks implements AutoCloseable {
    private final ShardFiles files;
    private final Optional<ShardChunks> chunks;
    private final StoredBuffers buffers;
    private final CheckProgress progress;
    private int archive;
    private int ordinal;

    /**
     * The pieces of a shard.
     *
     * @param chunks what the catalog says of all the chunks; empty when they are not to be decoded
     */
    ShardChecks(ShardFiles files, Optional<ShardChunks> chunks, StoredBuffers buffers, CheckProgress progress) {
        this.files = files;
        this.chunks = chunks;
        this.buffers = buffers;
        this.progress = progress;
    }

    /** The check of the next archive file; empty when there are no more. */
    Optional<ArchiveCheck> next() {
        if (archive == manifest().archives().size()) {
            return Optional.empty();
        }
        FileRecord file = manifest().archives().get(archive);
        int first = ordinal;
        List<ChunkCheck> checks = checksInArchive();
        archive++;
        return Optional.of(new ArchiveCheck(files, file, first, checks, buffers, progress));
    }

    @Override
    public void close() {
        chunks.ifPresent(ShardChunks::close);
    }

    private List<ChunkCheck> checksInArchive() {
        List<ChunkPlace> places = manifest().chunks();
        ArchiveFolder folder = files.archives();
        List<ChunkCheck> checks = new ArrayList<>();
        while (ordinal < places.size() && places.get(ordinal).archive() == archive) {
            checks.add(new ChunkCheck(folder, ordinal, places.get(ordinal), expected(), progress));
            ordinal++;
        }
        return checks;
    }

    private Optional<ExpectedChunk> expected() {
        return chunks.map(promised -> promised.next().orElseThrow().expected());
    }

    private ShardManifest manifest() {
        return files.manifest();
    }
}
