package io.shardark.format.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that breaks off with an error after some bytes. */
final class FailingStream extends FilterInputStream {
    private long left;

    FailingStream(InputStream stream, long left) {
        super(stream);
        this.left = left;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left <= 0) {
            throw new IOException("the disk is gone");
        }
        int count = super.read(target, offset, (int) Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }
}
