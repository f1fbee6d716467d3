package io.shardark.format.chunk;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;

/**
 * Makes zstd frames as FORMAT.md section 4.1 wants them. The native library works on direct buffers only: JDK 25.0.0 to
 * 25.0.2 with G1 may move arrays while native code uses them (JDK-8377811).
 */
final class FrameCompressor implements AutoCloseable {
    private static final int BUFFER = 256 << 10;

    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);

    /** Appends one frame that holds the first {@code length} bytes. */
    void compress(CompressionLevel level, byte[] source, int length, GrowingBytes target) {
        context.reset();
        context.setLevel(level.value()).setChecksum(true).setContentSize(true);
        context.setPledgedSrcSize(length);
        int position = 0;
        do {
            int piece = Math.min(BUFFER, length - position);
            input.clear().put(source, position, piece).flip();
            position += piece;
            feed(position == length ? EndDirective.END : EndDirective.CONTINUE, target);
        } while (position < length);
    }

    private void feed(EndDirective directive, GrowingBytes target) {
        boolean done;
        do {
            output.clear();
            boolean flushed = context.compressDirectByteBufferStream(output, input, directive);
            output.flip();
            target.append(output, Integer.MAX_VALUE - 8);
            done = directive == EndDirective.END ? flushed : !input.hasRemaining();
        } while (!done);
    }

    @Override
    public void close() {
        context.close();
    }
}
