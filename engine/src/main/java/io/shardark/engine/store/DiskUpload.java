package io.shardark.engine.store;

import io.shardark.format.store.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/** A file that is being written under a temporary name beside its final one. */
final class DiskUpload implements Upload {
    static final String SUFFIX = ".part";
    /** Larger writes would make the JDK allocate direct buffers of their size for every thread. */
    private static final int LARGEST_WRITE = 1 << 16;

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private boolean committed;

    private DiskUpload(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
    }

    static DiskUpload begin(Path target) throws IOException {
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        FileChannel channel = FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                Folders.ownerOnly("rw-------"));
        return new DiskUpload(target, temporary, channel);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            int end = offset + length;
            for (int start = offset; start < end; start += LARGEST_WRITE) {
                writeFully(ByteBuffer.wrap(bytes, start, Math.min(LARGEST_WRITE, end - start)));
            }
        } catch (IOException e) {
            throw DiskStore.failure("write", target, e);
        }
    }

    private void writeFully(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** A failed force is never tried again: the kernel may have dropped the pages and would report success. */
    @Override
    public void commit() {
        try {
            channel.force(true);
            channel.close();
            publish();
            committed = true;
            Files.delete(temporary);
            Folders.force(Folders.of(target));
        } catch (FileAlreadyExistsException e) {
            throw DiskStore.taken(target);
        } catch (IOException e) {
            throw DiskStore.failure("publish", target, e);
        }
    }

    /** A link fails when the name is taken, which a rename does not. */
    private void publish() throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (UnsupportedOperationException e) {
            throw new IOException("the file system has no hard links, which exclusive creation needs", e);
        }
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw DiskStore.failure("remove", temporary, e);
        }
    }
}
