package io.shardark.format.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.error.DamagedException;
import io.shardark.format.row.RandomBytes;
import io.shardark.format.row.RowBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkCodecTest {
    private static final ChunkIdentity IDENTITY = SampleChunks.identity(17);

    private final ChunkEncoder encoder = new ChunkEncoder(NoEnvelope.INSTANCE);
    private final ChunkDecoder decoder = new ChunkDecoder(NoEnvelope.INSTANCE);

    @AfterEach
    void close() {
        encoder.close();
        decoder.close();
    }

    @Test
    void rowsComeBack() {
        assertRoundTrip(SampleChunks.rows(0, 1_000));
    }

    @Test
    void rowsComeBackOutOfAnEnvelope() {
        Envelope envelope = new XorEnvelope(0x5A);
        try (ChunkEncoder sealing = new ChunkEncoder(envelope);
                ChunkDecoder opening = new ChunkDecoder(envelope)) {
            assertRoundTrip(SampleChunks.rows(0, 1_000), sealing, opening);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9, 19})
    void everyLevelIsWithinTheFormat(int level) {
        RowBuffer rows = SampleChunks.rows(0, 30_000);

        StoredChunk stored = encoder.encode(IDENTITY, rows, new CompressionLevel(level));

        assertSame(rows, decoder.decode(SampleChunks.expected(IDENTITY, rows, stored), stored.bytes(), "here"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, -1})
    void otherLevelsAreRefused(int level) {
        assertThrows(IllegalArgumentException.class, () -> new CompressionLevel(level));
    }

    @Test
    void everySmallLengthAndThoseAroundTheBuffersComeBack() {
        byte[] value = RandomBytes.of(new Random(7), 1 << 20);
        for (int length = 0; length < 600; length++) {
            assertSingleValue(value, length);
        }
        for (int length = 65_530; length < 65_540; length++) {
            assertSingleValue(value, length);
        }
        for (int limit = 1; limit <= 2; limit++) {
            for (int length = limit * (256 << 10) - 9; length < limit * (256 << 10) + 3; length++) {
                assertRoundTrip(plainRow(length));
            }
        }
    }

    @Test
    void oneEncoderAndOneDecoderServeManyChunks() {
        Random random = new Random(42);
        RowBuffer rows = new RowBuffer(1 << 20);
        for (int number = 0; number < 200; number++) {
            rows.clear();
            SampleChunks.append(rows, number * 1_000, 1 + random.nextInt(3_000));
            ChunkIdentity identity = SampleChunks.identity(number);
            StoredChunk stored = encoder.encode(identity, rows);
            ExpectedChunk expected = SampleChunks.expected(identity, rows, stored);
            if (number % 7 == 0) {
                byte[] damaged = stored.bytes().clone();
                damaged[random.nextInt(damaged.length)] ^= 1;
                assertThrows(DamagedException.class, () -> decoder.decode(expected, damaged, "here"));
            }
            assertSame(rows, decoder.decode(expected, stored.bytes(), "here"));
        }
    }

    @Test
    void incompressibleRowIsStoredInLittleMoreThanItsLength() {
        RowBuffer rows = new RowBuffer(1 << 20);
        byte[] noise = new byte[5 << 20];
        new Random(1).nextBytes(noise);
        rows.append(noise);
        rows.endRow();
        StoredChunk stored = encoder.encode(IDENTITY, rows);
        assertTrue(stored.bytes().length < rows.length() + 4_096);
    }

    @Test
    void chunkWithoutRowsIsRefused() {
        RowBuffer rows = new RowBuffer(1 << 20);
        rows.append(new byte[3]);
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(IDENTITY, rows));
    }

    @Test
    void unfinishedRowIsNotPartOfTheChunk() {
        RowBuffer rows = SampleChunks.rows(0, 3);
        int length = rows.length();
        rows.append("unfinished".getBytes(UTF_8));
        try (ChunkEncoder encoder = new ChunkEncoder(NoEnvelope.INSTANCE);
                ChunkDecoder decoder = new ChunkDecoder(NoEnvelope.INSTANCE)) {
            StoredChunk stored = encoder.encode(IDENTITY, rows);
            ExpectedChunk expected = SampleChunks.expected(IDENTITY, rows, stored);
            assertEquals(
                    length, decoder.decode(expected, stored.bytes(), "here").length());
        }
    }

    /** Faults in sealing are noticed by the proof, but for the few bits of a zstd frame that mean nothing. */
    @Test
    void faultInEncodingIsNoticed() {
        RowBuffer rows = SampleChunks.rows(0, 20);
        int length = encoder.encode(IDENTITY, rows).bytes().length;
        int harmless = 0;
        FaultyEnvelope envelope = new FaultyEnvelope();
        try (ChunkEncoder faulty = new ChunkEncoder(envelope)) {
            for (envelope.at = 0; envelope.at < length; envelope.at++) {
                harmless += encodeWithFault(faulty, rows);
            }
        }
        assertTrue(harmless <= 8, harmless + " of " + length);
    }

    /** Returns 1 when the fault went unnoticed and the rows are the same, 0 when it was noticed. */
    private int encodeWithFault(ChunkEncoder faulty, RowBuffer rows) {
        try {
            StoredChunk stored = faulty.encode(IDENTITY, rows);
            ExpectedChunk expected = SampleChunks.expected(IDENTITY, rows, stored);
            assertSame(rows, decoder.decode(expected, stored.bytes(), "here"));
            return 1;
        } catch (DamagedException failure) {
            assertTrue(failure.getMessage().contains("was not encoded faithfully"), failure.getMessage());
            return 0;
        }
    }

    /** A chunk that is whole, but holds other rows than those that were read. */
    @Test
    void otherRowsThanThoseReadAreNoticed() {
        RowBuffer other = SampleChunks.rows(1, 20);
        RowBuffer rows = SampleChunks.rows(1, 20);
        try (ChunkEncoder encoder = new ChunkEncoder(NoEnvelope.INSTANCE)) {
            other.array()[2] ^= 1;
            byte[] swapped = encoder.encode(IDENTITY, other).bytes();
            try (ChunkEncoder deceived = new ChunkEncoder(new SwappingEnvelope(swapped))) {
                DamagedException failure = assertThrows(DamagedException.class, () -> deceived.encode(IDENTITY, rows));
                assertTrue(failure.getMessage().contains("the rows differ at byte 2"), failure.getMessage());
            }
        }
    }

    private void assertSingleValue(byte[] value, int length) {
        RowBuffer rows = new RowBuffer(1 << 20);
        rows.append(value, 0, length);
        for (int column = 1; column < 5; column++) {
            rows.appendNull();
        }
        rows.endRow();
        assertRoundTrip(rows);
    }

    private static RowBuffer plainRow(int length) {
        byte[] value = new byte[length];
        Arrays.fill(value, (byte) 'v');
        RowBuffer rows = new RowBuffer(1 << 20);
        rows.append(value);
        for (int column = 1; column < 5; column++) {
            rows.append(new byte[0]);
        }
        rows.endRow();
        return rows;
    }

    private void assertRoundTrip(RowBuffer rows) {
        assertRoundTrip(rows, encoder, decoder);
    }

    private static void assertRoundTrip(RowBuffer rows, ChunkEncoder encoder, ChunkDecoder decoder) {
        StoredChunk stored = encoder.encode(IDENTITY, rows);
        ExpectedChunk expected = SampleChunks.expected(IDENTITY, rows, stored);
        assertSame(rows, decoder.decode(expected, stored.bytes(), "here"));
    }

    private static void assertSame(RowBuffer rows, DecodedChunk decoded) {
        assertArrayEquals(Arrays.copyOf(rows.array(), rows.length()), Arrays.copyOf(decoded.array(), decoded.length()));
    }

    private static final class FaultyEnvelope implements Envelope {
        private int at;

        @Override
        public byte[] seal(byte[] plain, int offset, int length) {
            byte[] sealed = Arrays.copyOfRange(plain, offset, offset + length);
            sealed[at] ^= 0x10;
            return sealed;
        }

        @Override
        public byte[] open(byte[] stored, int offset, int length, String place) {
            return Arrays.copyOfRange(stored, offset, offset + length);
        }

        @Override
        public String suffix() {
            return "";
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record SwappingEnvelope(byte[] other) implements Envelope {
        @Override
        public byte[] seal(byte[] plain, int offset, int length) {
            return other.clone();
        }

        @Override
        public byte[] open(byte[] stored, int offset, int length, String place) {
            return Arrays.copyOfRange(stored, offset, offset + length);
        }

        @Override
        public String suffix() {
            return "";
        }
    }
}
