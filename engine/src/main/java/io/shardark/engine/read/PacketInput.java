package io.shardark.engine.read;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.FullReadInputStream;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.a.CompressedInputStream;
import io.shardark.format.error.RefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a server sends, read in large blocks, in which the rows of a result are found where they lie. The driver takes
 * the same bytes as before, but it makes five objects of each row, copies it, and takes two locks, which together cost
 * more than receiving it (Connector/J 9.7.0, ResultsetRowReader).
 *
 * <p>Only packets that are rows are taken here; what begins and what ends a result is left to the driver, and so is a
 * connection that fails, which it meets when it reads on (MySQL source code documentation, "MySQL Packets" and "Text
 * Resultset"). A server sends nothing that anybody waits for behind a result before it is asked again, so reading ahead
 * takes nothing from anybody. Used by the thread that uses the connection.
 */
final class PacketInput extends FullReadInputStream {
    private static final int BLOCK_BYTES = 1 << 16;
    /** Three bytes of length and one that numbers the packets of a result. */
    private static final int HEADER_BYTES = 4;
    /** The rest of a row that does not fit follows in packets of their own, the last of which is shorter than this. */
    private static final int LONGEST_PACKET = 0xFF_FFFF;

    private static final int END_OF_RESULT = 0xFE;
    private static final int ERROR = 0xFF;
    /** The virtual machine's limit for arrays. */
    private static final int LONGEST_ROW = Integer.MAX_VALUE - 8;

    private static final int UNKNOWN = -1;
    private static final byte[] NOTHING = {};

    private final byte[] block = new byte[BLOCK_BYTES];
    /** From here to the limit are bytes that nobody has taken. */
    private int next;

    private int limit;
    private int packetNumber = UNKNOWN;
    /** For rows that do not fit into the block. */
    private byte[] longRow = NOTHING;

    private byte[] array = block;
    private int start;
    private int end;
    private Optional<IOException> failure = Optional.empty();

    PacketInput(FullReadInputStream driversInput) {
        super(driversInput);
    }

    /** The input of a connection, from which the driver reads from now on, too. */
    static PacketInput of(Connection connection) throws SQLException {
        if (!(connection.unwrap(JdbcConnection.class).getSession() instanceof NativeSession session)) {
            throw new SQLException("the driver keeps its connection in another way than was expected");
        }
        SocketConnection socket = session.getProtocol().getSocketConnection();
        try {
            FullReadInputStream input = socket.getMysqlInput();
            if (input instanceof PacketInput known) {
                return known;
            }
            if (input.getUnderlyingStream() instanceof CompressedInputStream) {
                throw new SQLException(
                        "a compressed connection cannot be read in blocks, since it waits for whole ones");
            }
            PacketInput packets = new PacketInput(input);
            socket.setMysqlInput(packets);
            return packets;
        } catch (IOException e) {
            throw new SQLException("the connection was closed", "08003", e);
        }
    }

    /**
     * Moves to the next row.
     *
     * @return false when the driver has to read what follows: the end of the result, an error of the server, or the
     *     failure of the connection
     * @throws BrokenResultException when a packet is missing or empty
     * @throws RefusedException when the row is longer than 2 GiB
     */
    boolean nextRow() {
        if (failure.isEmpty()) {
            try {
                if (isRowNext()) {
                    take(packetLength());
                    return true;
                }
            } catch (IOException e) {
                failure = Optional.of(e);
            }
        }
        packetNumber = UNKNOWN;
        longRow = NOTHING;
        array = block;
        return false;
    }

    private boolean isRowNext() throws IOException {
        need(HEADER_BYTES);
        requireNextNumber();
        if (packetLength() == 0) {
            throw new BrokenResultException("an empty packet came in place of a row");
        }
        need(HEADER_BYTES + 1);
        int first = block[next + HEADER_BYTES] & 0xFF;
        // A row may begin with the length of a value of 16 MiB or more, which has the same first byte as the end.
        return first != ERROR && (first != END_OF_RESULT || packetLength() == LONGEST_PACKET);
    }

    /** Of the packets in a result each has the next number, modulo 256. */
    private void requireNextNumber() {
        int number = block[next + HEADER_BYTES - 1] & 0xFF;
        if (packetNumber != UNKNOWN && number != (packetNumber + 1 & 0xFF)) {
            throw new BrokenResultException("packet " + number + " of a result came behind packet " + packetNumber);
        }
        packetNumber = number;
    }

    /** Holds the current row; valid until the next one is moved to. */
    byte[] array() {
        return array;
    }

    /** Where the current row begins, behind the header of its packet. */
    int start() {
        return start;
    }

    /** Where the current row ends. */
    int end() {
        return end;
    }

    private void take(int length) throws IOException {
        if (length > BLOCK_BYTES - HEADER_BYTES) {
            takeLong(length);
            return;
        }
        need(HEADER_BYTES + length);
        array = block;
        start = next + HEADER_BYTES;
        end = start + length;
        next = end;
    }

    private void takeLong(int firstLength) throws IOException {
        start = 0;
        end = 0;
        int length = firstLength;
        takePart(length);
        while (length == LONGEST_PACKET) {
            need(HEADER_BYTES);
            requireNextNumber();
            length = packetLength();
            takePart(length);
        }
        array = longRow;
    }

    private void takePart(int length) throws IOException {
        next += HEADER_BYTES;
        if (length > longRow.length - end) {
            growLongRow(length);
        }
        readFully(longRow, end, length);
        end += length;
    }

    private void growLongRow(int more) {
        if (more > LONGEST_ROW - end) {
            throw new RefusedException(
                    "a row longer than 2 GiB cannot be read", "Shorten what its largest columns hold.");
        }
        int roomy = (int) Math.min(longRow.length * 3L / 2, LONGEST_ROW);
        byte[] grown = new byte[Math.max(end + more, roomy)];
        System.arraycopy(longRow, 0, grown, 0, end);
        longRow = grown;
    }

    private int packetLength() {
        return (block[next] & 0xFF) | (block[next + 1] & 0xFF) << 8 | (block[next + 2] & 0xFF) << 16;
    }

    /** Reads until so many bytes are in the block that nobody has taken. */
    private void need(int bytes) throws IOException {
        if (bytes <= limit - next) {
            return;
        }
        System.arraycopy(block, next, block, 0, limit - next);
        limit -= next;
        next = 0;
        while (limit < bytes) {
            int count = in.read(block, limit, BLOCK_BYTES - limit);
            if (count < 0) {
                throw new EOFException("the server closed the connection in the middle of a result");
            }
            limit += count;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        int here = Math.min(length, limit - next);
        if (here == 0) {
            return in.read(to, offset, length);
        }
        System.arraycopy(block, next, to, offset, here);
        next += here;
        return here;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long here = Math.min(bytes, limit - next);
        if (here <= 0) {
            return in.skip(bytes);
        }
        next += (int) here;
        return here;
    }

    @Override
    public int available() throws IOException {
        return limit - next + in.available();
    }
}
