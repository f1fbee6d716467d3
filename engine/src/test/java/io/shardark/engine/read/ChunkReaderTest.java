package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.read.ReadChunks.Chunk;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkReaderTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final String SNAPSHOT = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

    /** Grows a table with an AUTO_INCREMENT key by doubling it. */
    private static void grow(SourceDatabase source, String table, String columns, int doublings) {
        for (int i = 0; i < doublings; i++) {
            source.execute("INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM " + table);
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void readsOneSnapshotWhileOthersWrite(ServerFlavor flavor) throws Exception {
        try (SourceDatabase source = SourceDatabase.create(flavor);
                Session reader = source.open();
                Session planner = source.open()) {
            source.execute(
                    "CREATE TABLE t (a INT, b INT NOT NULL AUTO_INCREMENT, v VARCHAR(50), PRIMARY KEY (a, b), KEY (b))",
                    "INSERT INTO t (a, v) VALUES (1, 'x'), (2, 'y')");
            grow(source, "t", "a, v", 11);
            TableRecord table = source.table("t");
            // No transaction of the writer is open while the two snapshots begin: they show the same rows.
            reader.execute(SNAPSHOT);
            planner.execute(SNAPSHOT);
            AtomicBoolean ended = new AtomicBoolean();
            ExecutorService writers = Executors.newSingleThreadExecutor();
            try (Session writer = source.open()) {
                Future<Integer> written = writers.submit(() -> write(writer, ended));
                List<Chunk> chunks = ReadChunks.of(planner, reader, source.name(), table, 2_000, 20);
                ended.set(true);

                assertTrue(written.get() > 0);
                RowSetDigest sum = ReadChunks.sum(chunks);
                assertEquals(4096, sum.rows());
                assertEquals(4096, ChunkReader.count(reader, source.name(), table));
                assertEquals(sum, TableDigest.compute(planner, source.name(), table));
            } finally {
                ended.set(true);
                writers.shutdown();
            }
        }
    }

    private static int write(Session writer, AtomicBoolean ended) {
        Random random = new Random(1);
        int written = 0;
        do {
            writer.execute("INSERT INTO t (a, v) VALUES (" + random.nextInt(4) + ", 'new')");
            writer.execute("UPDATE t SET v = 'changed' WHERE b = " + random.nextInt(5000));
            writer.execute("DELETE FROM t WHERE b = " + random.nextInt(5000));
            written++;
        } while (!ended.get());
        return written;
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aKilledConnectionIsAnErrorAndNotAnEnd(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor);
                Session reader = source.open()) {
            source.execute(
                    "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(3000))",
                    "INSERT INTO t (v) VALUES (REPEAT('x', 3000))");
            grow(source, "t", "v", 14);
            TableRecord table = source.table("t");
            String id = reader.value("SELECT CONNECTION_ID()");
            List<Long> rows = new ArrayList<>();

            UnreachableException failure = assertThrows(
                    UnreachableException.class,
                    () -> ChunkReader.read(
                            reader,
                            source.name(),
                            KeyRange.unordered(table),
                            new RowReading(JsonReading.AS_SHOWN, RowEncoding.BINARY),
                            1 << 20,
                            new RowBuffer(1 << 20),
                            (after, upTo, piece) -> {
                                if (rows.isEmpty()) {
                                    source.execute("KILL CONNECTION " + id);
                                }
                                rows.add(piece.rows());
                            }));

            assertTrue(failure.getMessage().contains("reading table t of schema " + source.name()));
            assertTrue(rows.stream().mapToLong(Long::longValue).sum() < 1 << 14);
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aSinkThatFailsEndsTheSessionAtOnce(ServerFlavor flavor) throws Exception {
        try (SourceDatabase source = SourceDatabase.create(flavor);
                Session reader = source.open()) {
            source.execute("CREATE TABLE t (v INT)", "INSERT INTO t VALUES (1), (2)");
            TableRecord table = source.table("t");

            assertThrows(
                    ArithmeticException.class,
                    () -> ChunkReader.read(
                            reader,
                            source.name(),
                            KeyRange.unordered(table),
                            new RowReading(JsonReading.AS_SHOWN, RowEncoding.BINARY),
                            1,
                            new RowBuffer(1 << 20),
                            (after, upTo, piece) -> {
                                throw new ArithmeticException("no space");
                            }));

            assertTrue(reader.connection().isClosed());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void aRowLongerThanAChunkIsAChunkOfItsOwn(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY, v LONGBLOB)",
                    "INSERT INTO t VALUES (1, 'a'), (2, REPEAT('x', 3000000)), (3, 'b'), (4, 'c')");

            List<Chunk> chunks =
                    ReadChunks.of(source.session(), source.session(), source.name(), source.table("t"), 1 << 20, 1);

            assertEquals(
                    List.of(1L, 1L, 2L),
                    chunks.stream().map(c -> c.digest().rows()).toList());
            assertEquals(List.of("1"), chunks.get(0).upTo());
            assertEquals(List.of("2"), chunks.get(2).after());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void rangesAreReadFromTheIndexWithoutSorting(ServerFlavor flavor) throws ExecutionException {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE t (a INT, b VARCHAR(20), c BIGINT AUTO_INCREMENT, v INT,"
                            + " PRIMARY KEY (a, b, c), KEY (c))",
                    "INSERT INTO t (a, b, v) VALUES (1, 'x', 1), (2, 'y', 2), (1, 'z', 3), (3, 'x', 4)");
            grow(source, "t", "a, b, v", 11);
            source.session().value("ANALYZE TABLE t");
            TableRecord table = source.table("t");
            Iterator<KeyRange> ranges = ChunkPlanner.ranges(
                    source.session(), source.name(), table, new TableEstimate(8192, 8192 * 400), 100_000);
            String first = explain(source, ranges.next());
            String second = explain(source, ranges.next());

            assertFalse(first.contains("filesort"), first);
            assertFalse(second.contains("filesort"), second);
            assertTrue(second.contains("range"), second);
        }
    }

    private static String explain(SourceDatabase source, KeyRange range) {
        String format = source.session().server().isMariaDb() ? "" : "FORMAT=TRADITIONAL ";
        return source.session()
                .query(
                        "EXPLAIN " + format
                                + RowQuery.rows(
                                        source.name(), range, new RowReading(JsonReading.AS_SHOWN, RowEncoding.BINARY)),
                        row -> row.getString("type") + " " + row.getString("rows") + " " + row.getString("Extra"))
                .toString();
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void namesAreQuoted(ServerFlavor flavor) {
        String hostile = "a`b'c\"; DROP \u4e2d.%_";
        try (SourceDatabase source =
                SourceDatabase.named(flavor, hostile + ProcessHandle.current().pid())) {
            String name = SqlText.name(hostile);
            source.execute(
                    "CREATE TABLE " + name + " (" + name + " INT NOT NULL, UNIQUE KEY " + name + " (" + name + "))",
                    "INSERT INTO " + name + " VALUES (1), (2), (3)");

            List<Chunk> chunks =
                    ReadChunks.of(source.session(), source.session(), source.name(), source.table(hostile), 1, 1);

            assertEquals(3, chunks.size());
        }
    }
}
