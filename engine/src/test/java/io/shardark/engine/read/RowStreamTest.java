package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.format.error.UnreachableException;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Results of rows of all lengths, in both encodings, and what follows them on the same connection. */
class RowStreamTest {
    /** Of the server's packets, and of what is read at a time. */
    private static final int[] EDGES = {1 << 14, 1 << 16, 1 << 17, 0xFF_FFFF};

    /** ER_DATA_OUT_OF_RANGE. */
    private static final int OUT_OF_RANGE = 1690;

    private static void read(
            Session session, RowEncoding encoding, String columns, String rest, RowStream.RowTaker taker) {
        if (encoding == RowEncoding.TEXT) {
            RowStream.read(session, "SELECT " + columns + rest, 2, "reading", taker);
        } else {
            assertTrue(RowStream.readBinary(
                    session, "SELECT " + columns + ", " + BinaryDecoder.END + rest, 2, "reading", taker));
        }
    }

    private static String text(RowValues values, int column) {
        return new String(
                values.array(column), values.offset(column), values.length(column), StandardCharsets.US_ASCII);
    }

    static List<Arguments> serversAndEncodings() {
        List<Arguments> all = new ArrayList<>();
        Servers.flavors().forEach(flavor -> {
            for (RowEncoding encoding : RowEncoding.values()) {
                all.add(Arguments.of(flavor, encoding));
            }
        });
        return all;
    }

    @ParameterizedTest
    @MethodSource("serversAndEncodings")
    void rowsWhosePacketsEndAtAnyEdge(ServerFlavor flavor, RowEncoding encoding) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            for (int edge : EDGES) {
                requireRowsAround(source.session(), encoding, edge);
            }
        }
    }

    /** A row of two halves, since no value may be longer than {@code max_allowed_packet}. */
    private static void requireRowsAround(Session session, RowEncoding encoding, int edge) {
        int half = edge / 2 - 12;
        for (int more = 0; more < 24; more++) {
            int length = half + more;
            List<String> rows = new ArrayList<>();
            String columns = "REPEAT('x', " + half + "), REPEAT('y', " + length + ")";
            read(session, encoding, columns, "", values -> rows.add(text(values, 0) + text(values, 1)));
            assertEquals(1, rows.size());
            assertEquals("x".repeat(half) + "y".repeat(length), rows.get(0));
            assertEquals("1", session.value("SELECT 1"));
        }
    }

    /** From the block into an array and back. */
    @ParameterizedTest
    @MethodSource("serversAndEncodings")
    void shortAndLongRowsInTurns(ServerFlavor flavor, RowEncoding encoding) {
        int[] lengths = {0, 100_000, 10, 17_000_000, 300, 16_777_216, 1, 70_000, 65_000, 20_000_000, 5};
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute("CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, n INT)");
            for (int length : lengths) {
                source.execute("INSERT INTO t (n) VALUES (" + length + ")");
            }
            List<String> digests = new ArrayList<>();
            read(source.open(), encoding, "REPEAT(CHAR(64 + id), n), id", " FROM t ORDER BY id", values -> {
                String text = text(values, 0);
                digests.add(text.length() + text.replace(letter(digests.size()), "") + text(values, 1));
            });
            List<String> expected = new ArrayList<>();
            for (int length : lengths) {
                expected.add(length + Integer.toString(expected.size() + 1));
            }
            assertEquals(expected, digests);
        }
    }

    private static String letter(int index) {
        return Character.toString((char) ('A' + index));
    }

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void otherColumnsThanThoseThatWereAskedForAreRefused(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            for (int columns : new int[] {0, 1, 3}) {
                UnreachableException refused = assertThrows(
                        UnreachableException.class,
                        () -> RowStream.read(source.open(), "SELECT 1, 2", columns, "testing", values -> {}));
                String message = String.valueOf(refused.getMessage());
                assertTrue(message.contains("while testing: rows have 2 columns, " + columns + " were"), message);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void aConnectionHasOneInput(ServerFlavor flavor) throws SQLException {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            Connection connection = source.session().connection();
            assertSame(PacketInput.of(connection), PacketInput.of(connection));
        }
    }

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void aCompressedConnectionIsRefused(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor);
                Session compressed = new Sessions().open(source.shard().instance(), Map.of("useCompression", "true"))) {
            UnreachableException refused = assertThrows(
                    UnreachableException.class,
                    () -> RowStream.read(compressed, "SELECT 1", 1, "testing", values -> {}));
            assertTrue(String.valueOf(refused.getMessage()).contains("compressed"), refused.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("serversAndEncodings")
    void anErrorBehindRowsIsTheServers(ServerFlavor flavor, RowEncoding encoding) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            Session session = table(source);
            List<String> rows = new ArrayList<>();
            UnreachableException failed = assertThrows(
                    UnreachableException.class,
                    () -> read(
                            session,
                            encoding,
                            "v, EXP(IF(id = 1900, 1000, 0))",
                            " FROM t ORDER BY id",
                            values -> rows.add(text(values, 1))));
            assertEquals(OUT_OF_RANGE, Session.errorNumber(failed));
            assertEquals(Collections.nCopies(1899, "1"), rows);
            assertEquals("2000", session.value("SELECT COUNT(*) FROM t"));
        }
    }

    /** The rest of a result is not read for nothing. */
    @ParameterizedTest
    @MethodSource("serversAndEncodings")
    void whoTakesNoMoreRowsEndsTheSession(ServerFlavor flavor, RowEncoding encoding) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            table(source);
            Session session = source.open();
            AtomicInteger rows = new AtomicInteger();
            IllegalStateException full = assertThrows(
                    IllegalStateException.class,
                    () -> read(session, encoding, "v, id", " FROM t", values -> {
                        if (rows.incrementAndGet() == 10) {
                            throw new IllegalStateException("full");
                        }
                    }));
            assertEquals("full", full.getMessage());
            assertEquals(10, rows.get());
            assertThrows(UnreachableException.class, () -> session.value("SELECT 1"));
        }
    }

    /** Two thousand rows of 100 bytes. */
    private static Session table(SourceDatabase source) {
        source.execute("CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, v CHAR(100))");
        String values = "(REPEAT('v', 100))";
        source.execute("INSERT INTO t (v) VALUES " + String.join(", ", Collections.nCopies(2000, values)));
        return source.session();
    }
}
