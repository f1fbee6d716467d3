package io.shardark.engine.store;

import io.shardark.format.error.RefusedException;
import io.shardark.format.error.UnreachableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to write to a store, until it is closed or the process ends. */
public final class StoreLock implements AutoCloseable {
    /**
     * Locks of POSIX belong to the process, and closing any descriptor of the file gives them up (fcntl(2)). So a file
     * that this process has locked must not even be opened again.
     */
    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private StoreLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock that a file stands for, or refuses at once. */
    static StoreLock take(Path file) throws IOException {
        if (!HELD_BY_THIS_PROCESS.add(file)) {
            throw refused(file);
        }
        boolean taken = false;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            taken = lock != null;
            if (!taken) {
                channel.close();
                throw refused(file);
            }
            return new StoreLock(file, channel);
        } finally {
            if (!taken) {
                HELD_BY_THIS_PROCESS.remove(file);
            }
        }
    }

    private static RefusedException refused(Path file) {
        return new RefusedException(
                "another backup is writing to " + file.getParent(),
                "Wait until it has ended; a repository takes one backup at a time.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UnreachableException("cannot release the lock " + file + ": " + e.getMessage(), "", e);
        } finally {
            HELD_BY_THIS_PROCESS.remove(file);
        }
    }
}
