package io.shardark.format.chunk;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.shardark.format.error.DamagedException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Decompresses one zstd frame piece by piece and stops at the first byte too many. Works on direct buffers only, for
 * the reason given in {@link FrameCompressor}.
 */
final class FrameDecompressor implements AutoCloseable {
    private static final int BUFFER = 256 << 10;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);

    /**
     * Decompresses the frame that fills a part of an array.
     *
     * @param expected length of the content
     * @param sink is given the content in pieces, in a buffer that is reused; never more than {@code expected} bytes
     * @throws DamagedException when it is not a frame of exactly this content length, or anything follows it
     */
    void decompress(byte[] bytes, int offset, int length, long expected, String place, Consumer<ByteBuffer> sink) {
        checkSize(DataFrameHeader.read(bytes, offset, length, place).contentSize(), expected, place);
        context.reset();
        context.setLongMax(DataFrameHeader.LARGEST_WINDOW_LOG);
        input.clear().limit(0);
        int position = offset;
        int limit = offset + length;
        long produced = 0;
        boolean ended = false;
        while (!ended) {
            if (!input.hasRemaining()) {
                position = fill(bytes, position, limit);
            }
            int available = input.remaining();
            output.clear();
            ended = step(place);
            output.flip();
            if (!ended && !output.hasRemaining() && input.remaining() == available) {
                throw new DamagedException(
                        place + ": the zstd frame ends early, after " + produced + " bytes of content");
            }
            produced += output.remaining();
            if (produced > expected) {
                throw new DamagedException(
                        place + ": the zstd frame holds more than the " + expected + " bytes expected");
            }
            sink.accept(output);
        }
        checkSize(produced, expected, place);
        int rest = limit - position + input.remaining();
        if (rest > 0) {
            throw new DamagedException(place + ": " + rest + " bytes follow the zstd frame");
        }
    }

    private static void checkSize(long found, long expected, String place) {
        if (found != expected) {
            throw new DamagedException(
                    place + ": the zstd frame holds " + Long.toUnsignedString(found) + " bytes instead of " + expected);
        }
    }

    private int fill(byte[] bytes, int position, int limit) {
        int piece = Math.min(BUFFER, limit - position);
        input.clear().put(bytes, position, piece).flip();
        return position + piece;
    }

    private boolean step(String place) {
        try {
            return context.decompressDirectByteBufferStream(output, input);
        } catch (ZstdException damaged) {
            throw new DamagedException(place + ": zstd says: " + damaged.getMessage(), "", damaged);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
