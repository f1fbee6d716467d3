package io.shardark.format.archive;

import io.shardark.format.chunk.StoredChunk;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.store.Store;
import io.shardark.format.value.BackupId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the chunks of one shard one behind the other into archive files {@code 00000.tar}, {@code 00001.tar}, ... and
 * starts the next one when a chunk would exceed the limit. A file becomes visible when it is complete; closing before
 * {@link #finish()} drops the file that is being written and leaves complete ones, which are no backup without a
 * manifest. Not safe for use by several threads.
 */
public final class ArchiveWriter implements AutoCloseable {
    /** FORMAT.md section 4.2. */
    public static final long DEFAULT_LIMIT = 1L << 30;

    private final Store folder;
    private final TarBlocks blocks;
    private final long limit;
    private final List<FileRecord> files = new ArrayList<>();
    private Optional<ArchiveUpload> current = Optional.empty();
    private long ordinal;
    private boolean ended;

    /**
     * A writer of nothing so far.
     *
     * @param folder the shard's folder
     * @param suffix what names of chunks end with: that of the envelope
     * @param limit longest archive file in bytes, unless it holds a single chunk
     */
    public ArchiveWriter(Store folder, BackupId backup, String suffix, long limit) {
        this.folder = folder;
        this.blocks = new TarBlocks(backup, suffix);
        this.limit = limit;
    }

    /** Appends the chunk of the next ordinal and returns where it lies. After a failure the writer is of no use. */
    public ChunkPlace append(StoredChunk chunk) {
        requireUsable();
        ended = true;
        int length = chunk.bytes().length;
        ArchiveUpload upload = uploadFor(TarBlocks.BLOCK + (long) length + TarBlocks.padding(length));
        upload.write(blocks.header(ordinal, length));
        ChunkPlace place = new ChunkPlace(files.size(), upload.length(), length, chunk.sha256());
        upload.write(chunk.bytes());
        upload.write(new byte[TarBlocks.padding(length)]);
        ordinal++;
        ended = false;
        return place;
    }

    /** Completes the last file; returns all files in order, none when there was no chunk. */
    public List<FileRecord> finish() {
        requireUsable();
        ended = true;
        current.ifPresent(this::complete);
        return List.copyOf(files);
    }

    @Override
    public void close() {
        ended = true;
        current.ifPresent(ArchiveUpload::close);
        current = Optional.empty();
    }

    private void requireUsable() {
        if (ended) {
            throw new IllegalStateException("the archive was finished, closed, or has failed");
        }
    }

    private ArchiveUpload uploadFor(long entryLength) {
        boolean full = current.isPresent() && current.get().length() + entryLength + TarBlocks.END > limit;
        if (full) {
            complete(current.get());
        }
        if (current.isEmpty()) {
            String name = BackupFiles.archive(files.size());
            current = Optional.of(new ArchiveUpload(name, folder.create(name)));
        }
        return current.get();
    }

    private void complete(ArchiveUpload upload) {
        upload.write(new byte[TarBlocks.END]);
        files.add(upload.commit());
        upload.close();
        current = Optional.empty();
    }
}
