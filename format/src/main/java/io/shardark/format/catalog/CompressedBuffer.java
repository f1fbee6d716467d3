package io.shardark.format.catalog;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Collects what is written to it as one Zstandard frame with checksum in memory, so that a catalog takes only its
 * compressed size. Holds native memory until closed.
 */
final class CompressedBuffer extends OutputStream {
    private static final int LEVEL = 6;
    private static final int WINDOW_LOG = 21;
    private static final int PIECE = 64 << 10;

    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private final ByteBuffer plain = ByteBuffer.allocateDirect(PIECE);
    private final ByteBuffer compressed = ByteBuffer.allocateDirect(PIECE);
    private final byte[] copy = new byte[PIECE];
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

    CompressedBuffer() {
        context.setLevel(LEVEL).setWindowLog(WINDOW_LOG).setChecksum(true).setContentSize(false);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            int count = Math.min(plain.remaining(), length - done);
            plain.put(bytes, offset + done, count);
            done += count;
            if (!plain.hasRemaining()) {
                compress(EndDirective.CONTINUE);
            }
        }
    }

    /** Ends the frame and returns all of it. */
    byte[] finish() {
        compress(EndDirective.END);
        return collected.toByteArray();
    }

    @Override
    public void close() {
        context.close();
    }

    private void compress(EndDirective directive) {
        plain.flip();
        boolean flushed;
        do {
            flushed = context.compressDirectByteBufferStream(compressed, plain, directive);
            drain();
        } while (plain.hasRemaining() || (directive == EndDirective.END && !flushed));
        plain.clear();
    }

    private void drain() {
        compressed.flip();
        int count = compressed.remaining();
        compressed.get(copy, 0, count);
        collected.write(copy, 0, count);
        compressed.clear();
    }
}
