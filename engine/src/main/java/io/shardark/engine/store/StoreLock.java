package io.shardark.engine.store;

import io.shardark.format.error.UnreachableException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** The right to write to a store, until it is closed. */
public final class StoreLock implements AutoCloseable {
    private final FileChannel channel;

    StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UnreachableException("cannot release the lock of the repository: " + e.getMessage(), "", e);
        }
    }
}
