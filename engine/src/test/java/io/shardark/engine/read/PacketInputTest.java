package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mysql.cj.protocol.FullReadInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of bytes that are given here. */
class PacketInputTest {
    private static final int LONGEST_PACKET = 0xFF_FFFF;
    private static final byte[] END = {(byte) 0xFE, 0, 0, 2, 0};
    private static final byte[] ERROR = {(byte) 0xFF, 1, 2};

    private final Random random = new Random(42);
    private int number = 250;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    /** As a server sends it: what does not fit into a packet follows in others, the last of which may be empty. */
    private void send(byte[] payload) {
        int done = 0;
        int length;
        do {
            length = Math.min(LONGEST_PACKET, payload.length - done);
            sent.write(length);
            sent.write(length >> 8);
            sent.write(length >> 16);
            sent.write(number++);
            sent.write(payload, done, length);
            done += length;
        } while (length == LONGEST_PACKET);
    }

    private byte[] row(int length) {
        byte[] row = new byte[length];
        random.nextBytes(row);
        row[0] = 0;
        return row;
    }

    /** Gives a few bytes at a time, as a connection may. */
    private InputStream network() {
        return new ByteArrayInputStream(sent.toByteArray()) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(length, 1 + random.nextInt(100_000)));
            }
        };
    }

    private static byte[] current(PacketInput input) {
        return Arrays.copyOfRange(input.array(), input.start(), input.end());
    }

    private void requireRows(PacketInput input, List<byte[]> rows) throws IOException {
        for (byte[] row : rows) {
            assertTrue(input.nextRow());
            assertArrayEquals(row, current(input));
        }
        assertFalse(input.nextRow());
        assertFalse(input.nextRow());
        assertEquals(4 + END.length + 1, input.available());
        byte[] end = new byte[4 + END.length];
        assertEquals(end.length, input.readFully(end));
        assertArrayEquals(END, Arrays.copyOfRange(end, 4, end.length));
        assertEquals(1, input.skip(1));
        assertEquals(-1, input.read());
    }

    private void requireRows(int... lengths) throws IOException {
        List<byte[]> rows = new ArrayList<>();
        for (int length : lengths) {
            byte[] row = row(length);
            rows.add(row);
            send(row);
        }
        send(END);
        sent.write(7);
        requireRows(new PacketInput(new FullReadInputStream(network())), rows);
    }

    @Test
    void rowsOfAllLengthsAreFoundAndTheEndIsLeft() throws IOException {
        int[] lengths = random.ints(2_000, 1, 300).toArray();
        for (int i = 0; i < 40; i++) {
            lengths[random.nextInt(lengths.length)] = 60_000 + random.nextInt(10_000);
        }
        requireRows(lengths);
    }

    @Test
    void rowsAroundTheLengthOfABlock() throws IOException {
        requireRows(65_531, 1, 65_532, 65_533, 3, 65_536, 65_537, 131_072, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {LONGEST_PACKET - 1, LONGEST_PACKET, LONGEST_PACKET + 1, 3 * LONGEST_PACKET, 60_000_000})
    void rowsOfManyPackets(int length) throws IOException {
        requireRows(5, length, 5);
    }

    @Test
    void aRowMayBeginAsAnEndDoes() throws IOException {
        byte[] row = row(LONGEST_PACKET + 10);
        row[0] = (byte) 0xFE;
        send(row);
        send(END);
        sent.write(7);
        requireRows(new PacketInput(new FullReadInputStream(network())), List.of(row));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0xFA, 0xFB, 0xFC, 0xFD})
    void aRowMayBeginWithAnyOtherByte(int first) throws IOException {
        byte[] row = row(300);
        row[0] = (byte) first;
        send(row);
        send(END);
        sent.write(7);
        requireRows(new PacketInput(new FullReadInputStream(network())), List.of(row));
    }

    /** With and without CLIENT_DEPRECATE_EOF. */
    @ParameterizedTest
    @ValueSource(ints = {5, 7, 100})
    void anEndOfAnyLengthIsLeftToTheDriver(int length) throws IOException {
        byte[] end = row(length);
        end[0] = (byte) 0xFE;
        send(row(10));
        send(end);
        PacketInput input = new PacketInput(new FullReadInputStream(network()));
        assertTrue(input.nextRow());
        assertFalse(input.nextRow());
        assertEquals(4 + length, input.available());
    }

    @Test
    void aMissingPacketIsNoticed() {
        send(row(10));
        number++;
        send(row(10));
        PacketInput input = new PacketInput(new FullReadInputStream(network()));
        assertTrue(input.nextRow());
        assertThrows(BrokenResultException.class, input::nextRow);
    }

    @Test
    void aMissingPacketOfALongRowIsNoticed() {
        send(row(LONGEST_PACKET));
        byte[] all = sent.toByteArray();
        all[all.length - 1]++;
        PacketInput input = new PacketInput(new FullReadInputStream(new ByteArrayInputStream(all)));
        assertThrows(BrokenResultException.class, input::nextRow);
    }

    @Test
    void anEmptyPacketIsNoRowAndNoEnd() {
        send(row(10));
        send(new byte[0]);
        send(row(10));
        PacketInput input = new PacketInput(new FullReadInputStream(network()));
        assertTrue(input.nextRow());
        assertThrows(BrokenResultException.class, input::nextRow);
    }

    /** Long rows take turns in one array, which is given up behind the last one. */
    @Test
    void longRowsMakeNoArrayEach() {
        for (int i = 0; i < 3; i++) {
            send(row(100_000 - i));
            send(row(10));
        }
        send(END);
        PacketInput input = new PacketInput(new FullReadInputStream(network()));
        assertTrue(input.nextRow());
        byte[] array = input.array();
        for (int i = 1; i < 3; i++) {
            assertTrue(input.nextRow());
            assertNotSame(array, input.array());
            assertTrue(input.nextRow());
            assertSame(array, input.array());
        }
        assertTrue(input.nextRow());
        assertFalse(input.nextRow());
        assertEquals(1 << 16, input.array().length);
    }

    @Test
    void anErrorIsLeftToTheDriver() throws IOException {
        byte[] row = row(10);
        send(row);
        send(ERROR);
        PacketInput input = new PacketInput(new FullReadInputStream(network()));
        assertTrue(input.nextRow());
        assertFalse(input.nextRow());
        assertEquals(ERROR.length, input.read());
    }

    /** A connection that ends at any byte gives the whole rows before it, and the driver cannot read on. */
    @Test
    void aConnectionThatEnds() {
        send(row(9));
        send(row(20));
        byte[] all = sent.toByteArray();
        for (int length = 0; length <= all.length; length++) {
            PacketInput input = new PacketInput(new FullReadInputStream(new ByteArrayInputStream(all, 0, length)));
            int rows = 0;
            while (input.nextRow()) {
                rows++;
            }
            assertEquals(length < 13 ? 0 : length < all.length ? 1 : 2, rows, length + " bytes");
            assertThrows(IOException.class, input::read);
        }
    }

    /** The failure is the driver's to meet, and to tell. */
    @Test
    void aConnectionThatFailsInALongRow() {
        send(row(1_000_000));
        byte[] all = sent.toByteArray();
        InputStream network = new FilterInputStream(new ByteArrayInputStream(all, 0, 500_000)) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                if (in.available() == 0) {
                    throw new SocketTimeoutException("Read timed out");
                }
                return in.read(to, offset, length);
            }
        };
        PacketInput input = new PacketInput(new FullReadInputStream(network));
        assertFalse(input.nextRow());
        assertFalse(input.nextRow());
        assertThrows(SocketTimeoutException.class, () -> input.readFully(new byte[4]));
    }
}
