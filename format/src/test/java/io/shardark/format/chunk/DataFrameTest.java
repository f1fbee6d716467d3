package io.shardark.format.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.error.DamagedException;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Data frames that other programs made to do harm. */
final class DataFrameTest {
    private static final ChunkIdentity IDENTITY = SampleChunks.identity(0);
    private static final int BOMB = 1 << 30;

    private final ChunkDecoder decoder = new ChunkDecoder(NoEnvelope.INSTANCE);

    @AfterEach
    void close() {
        decoder.close();
    }

    @Test
    void bombIsRefusedByItsHeader() {
        assertDamaged(zeros(BOMB, 23), 1_000, "holds " + BOMB + " bytes instead of 1000");
    }

    /** The header tells the promised length, the frame holds a thousand times that. */
    @Test
    void bombWithAForgedHeaderStopsAtThePromisedLength() {
        byte[] frame = zeros(BOMB, 23);
        DataFrameHeader header = DataFrameHeader.read(frame, 0, frame.length, "here");
        assertEquals(BOMB, header.contentSize());
        int promised = 1 << 20;
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(6, promised);
        assertEquals(
                promised, DataFrameHeader.read(frame, 0, frame.length, "here").contentSize());
        GrowingBytes target = new GrowingBytes();
        try (FrameDecompressor decompressor = new FrameDecompressor()) {
            DamagedException failure = assertThrows(
                    DamagedException.class,
                    () -> decompressor.decompress(
                            frame, 0, frame.length, promised, "here", piece -> target.append(piece, promised)));
            assertTrue(target.length() <= promised, target.length() + " bytes: " + failure.getMessage());
            assertTrue(target.array().length <= promised, "array of " + target.array().length);
        }
    }

    /** A header and a catalog that promise 2 GiB cost no memory while nothing is behind them. */
    @Test
    void memoryGrowsWithWhatIsThere() {
        long promised = Integer.MAX_VALUE - 8;
        byte[] frame = zeros(100_000_000, 23);
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(6, (int) promised);
        byte[] cut = Arrays.copyOf(frame, 200);
        GrowingBytes target = new GrowingBytes();
        try (FrameDecompressor decompressor = new FrameDecompressor()) {
            assertThrows(
                    DamagedException.class,
                    () -> decompressor.decompress(
                            cut, 0, cut.length, promised, "here", piece -> target.append(piece, (int) promised)));
        }
        assertTrue(target.array().length <= 32 << 20, "array of " + target.array().length);
    }

    @Test
    void windowAboveEightMebibytesIsRefused() {
        byte[] frame = zeros(20 << 20, 23);
        assertEquals(
                8L << 20, DataFrameHeader.read(frame, 0, frame.length, "here").windowSize());
        for (int log = 24; log <= 31; log++) {
            byte[] larger = frame.clone();
            larger[5] = (byte) ((log - 10) << 3);
            assertDamaged(larger, 20 << 20, "at most 8388608 are allowed");
        }
        byte[] oneMore = frame.clone();
        oneMore[5]++;
        assertDamaged(oneMore, 20 << 20, "needs a window of 9437184 bytes");
    }

    @Test
    void frameWithoutChecksumIsRefused() {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            assertDamaged(context.setChecksum(false).compress(new byte[9_999]), 9_999, "a checksum and no dictionary");
        }
    }

    @Test
    void frameWithoutContentSizeIsRefused() {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            byte[] frame = context.setChecksum(true).setContentSize(false).compress(new byte[9_999]);
            assertDamaged(frame, 9_999, "does not say the size of its content");
        }
    }

    @Test
    void secondFrameIsRefused() {
        byte[] first = zeros(5_000, 20);
        byte[] both = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(first, 0, both, first.length, first.length);
        assertDamaged(both, 5_000, first.length + " bytes follow the zstd frame");
        assertDamaged(both, 10_000, "holds 5000 bytes instead of 10000");
    }

    @Test
    void skippableFrameBehindTheDataIsRefused() {
        byte[] first = zeros(5_000, 20);
        byte[] identity = IDENTITY.frame();
        byte[] both = Arrays.copyOf(first, first.length + identity.length);
        System.arraycopy(identity, 0, both, first.length, identity.length);
        assertDamaged(both, 5_000, identity.length + " bytes follow the zstd frame");
    }

    @Test
    void identityAloneIsRefused() {
        assertDamaged(new byte[0], 5_000, "no zstd frame follows the identity");
        assertDamaged(IDENTITY.frame(), 5_000, "no zstd frame follows the identity");
    }

    private static byte[] zeros(int length, int windowLog) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setChecksum(true).setContentSize(true).setLevel(1);
            context.setWindowLog(windowLog);
            context.setPledgedSrcSize(length);
            ByteBuffer input = ByteBuffer.allocateDirect(1 << 20);
            ByteBuffer output = ByteBuffer.allocateDirect(1 << 20);
            int left = length;
            boolean done = false;
            while (!done) {
                input.clear().limit(Math.min(left, 1 << 20));
                left -= input.remaining();
                boolean last = left == 0;
                do {
                    done = context.compressDirectByteBufferStream(
                            output, input, last ? EndDirective.END : EndDirective.CONTINUE);
                } while (input.hasRemaining());
                done &= last;
            }
            output.flip();
            byte[] frame = new byte[output.remaining()];
            output.get(frame);
            return frame;
        }
    }

    private void assertDamaged(byte[] frame, long expectedLength, String finding) {
        byte[] identity = IDENTITY.frame();
        byte[] chunk = Arrays.copyOf(identity, identity.length + frame.length);
        System.arraycopy(frame, 0, chunk, identity.length, frame.length);
        ExpectedChunk expected =
                new ExpectedChunk(IDENTITY, expectedLength, new RowSetDigest(1, 0, 0), Sha256.of(chunk));
        DamagedException failure =
                assertThrows(DamagedException.class, () -> decoder.decode(expected, chunk, "here"), finding);
        assertTrue(failure.getMessage().contains(finding), failure.getMessage());
    }
}
