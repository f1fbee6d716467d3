package io.shardark.format.backup;

import io.shardark.format.chunk.ExpectedChunk;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.manifest.ShardManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts the check of a shard into one piece for each archive file, when it is asked for. Not safe for several threads. */
final class ShardChecks implements AutoCloseable {
    private final ShardFiles files;
    private final Optional<ShardChunks> chunks;
    private int archive;
    private int ordinal;

    /**
     * The pieces of a shard.
     *
     * @param chunks what the catalog says of all the chunks; empty when they are not to be decoded
     */
    ShardChecks(ShardFiles files, Optional<ShardChunks> chunks) {
        this.files = files;
        this.chunks = chunks;
    }

    /** The check of the next archive file; empty when there are no more. */
    Optional<ArchiveCheck> next() {
        if (archive == manifest().archives().size()) {
            return Optional.empty();
        }
        FileRecord file = manifest().archives().get(archive);
        int first = ordinal;
        List<ChunkPlace> places = placesInArchive();
        archive++;
        return Optional.of(new ArchiveCheck(files, file, first, places, expected(places.size())));
    }

    @Override
    public void close() {
        chunks.ifPresent(ShardChunks::close);
    }

    private List<ChunkPlace> placesInArchive() {
        List<ChunkPlace> all = manifest().chunks();
        int first = ordinal;
        while (ordinal < all.size() && all.get(ordinal).archive() == archive) {
            ordinal++;
        }
        return all.subList(first, ordinal);
    }

    private List<ExpectedChunk> expected(int count) {
        List<ExpectedChunk> expected = new ArrayList<>();
        for (int i = 0; i < count && chunks.isPresent(); i++) {
            expected.add(chunks.get().next().orElseThrow().expected());
        }
        return expected;
    }

    private ShardManifest manifest() {
        return files.manifest();
    }
}
