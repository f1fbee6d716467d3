package io.shardark.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A part of a file. */
final class RangeInputStream extends InputStream {
    /** Larger reads would make the JDK allocate direct buffers of their size for every thread. */
    private static final int LARGEST_READ = 1 << 16;

    private final FileChannel channel;
    private long position;
    private long remaining;

    private RangeInputStream(FileChannel channel, long position, long remaining) {
        this.channel = channel;
        this.position = position;
        this.remaining = remaining;
    }

    static RangeInputStream open(Path file, long offset, long length) throws IOException {
        return new RangeInputStream(FileChannel.open(file, StandardOpenOption.READ), offset, length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int wanted = (int) Math.min(Math.min(length, LARGEST_READ), remaining);
        int read = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
        if (read > 0) {
            position += read;
            remaining -= read;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
