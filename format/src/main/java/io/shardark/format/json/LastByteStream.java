package io.shardark.format.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Remembers the last byte that was read. */
final class LastByteStream extends FilterInputStream {
    private int last = -1;

    LastByteStream(InputStream bytes) {
        super(bytes);
    }

    /** The last byte read so far, or -1 when there was none. */
    int last() {
        return last;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            last = read;
        }
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) {
            last = target[offset + count - 1] & 0xff;
        }
        return count;
    }
}
