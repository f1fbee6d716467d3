package io.shardark.format.catalog;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.shardark.format.error.DamagedException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads the text of exactly one Zstandard frame that lies in memory, piece by piece, so that a frame that claims
 * terabytes costs no memory. Holds native memory until closed.
 */
final class DecompressedStream extends InputStream {
    private static final int PIECE = 64 << 10;

    private final byte[] frame;
    private final String file;
    private final long longest;
    private final ZstdDecompressCtx context;
    private final ByteBuffer compressed = ByteBuffer.allocateDirect(PIECE);
    private final ByteBuffer plain = ByteBuffer.allocateDirect(PIECE);
    private int taken;
    private long released;
    private boolean ended;

    /**
     * A stream over the frame.
     *
     * @param longest the number of bytes behind which the frame is refused
     * @throws DamagedException when the frame's header is not what the specification allows
     */
    DecompressedStream(byte[] frame, String file, long longest) {
        FrameHeader.check(frame, file);
        this.frame = frame;
        this.file = file;
        this.longest = longest;
        this.context = new ZstdDecompressCtx();
        compressed.limit(0);
        plain.limit(0);
    }

    @Override
    public int read() {
        return fill() ? plain.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, plain.remaining());
        plain.get(target, offset, count);
        return count;
    }

    @Override
    public void close() {
        context.close();
    }

    /** Whether there is text to read; otherwise the frame has ended as it should. */
    private boolean fill() {
        while (!plain.hasRemaining() && !ended) {
            supply();
            decompress();
        }
        return plain.hasRemaining();
    }

    private void supply() {
        if (!compressed.hasRemaining()) {
            int count = Math.min(PIECE, frame.length - taken);
            compressed.clear();
            compressed.put(frame, taken, count).flip();
            taken += count;
        }
    }

    private void decompress() {
        boolean starved = !compressed.hasRemaining();
        plain.clear();
        try {
            ended = context.decompressDirectByteBufferStream(plain, compressed);
        } catch (ZstdException damaged) {
            throw new DamagedException(file + " is not a whole Zstandard frame", "", damaged);
        }
        plain.flip();
        released += plain.remaining();
        requireProgress(starved);
        requireSize();
        requireSingleFrame();
    }

    private void requireProgress(boolean starved) {
        if (starved && !ended && !plain.hasRemaining()) {
            throw new DamagedException(file + " ends before its Zstandard frame does");
        }
    }

    private void requireSize() {
        if (released > longest) {
            throw new DamagedException(file + " decompresses to more than " + longest + " bytes");
        }
    }

    private void requireSingleFrame() {
        if (ended && (compressed.hasRemaining() || taken < frame.length)) {
            throw new DamagedException(file + " has more bytes behind its Zstandard frame");
        }
    }
}
