package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.read.ReadChunks.Chunk;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowSetDigest;
import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the key, the chunks of a table are its rows: none missing, none twice. */
class ChunkPlanPropertyTest {
    private static final long SEED = Long.getLong("shardark.seed", System.nanoTime());

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void chunksAreTheWholeTable(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor);
                Session planner = source.open()) {
            List<KeyKind> kinds = KeyKind.of(flavor);
            for (int i = 0; i < kinds.size(); i++) {
                fill(source, "t" + i, kinds.get(i), new Random(SEED + i));
            }
            List<TableRecord> tables = source.read().tables();
            for (int i = 0; i < kinds.size(); i++) {
                String name = "t" + i;
                TableRecord table = tables.stream()
                        .filter(candidate -> candidate.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                check(source, planner, table, kinds.get(i), new Random(SEED + i));
            }
        }
    }

    private static void fill(SourceDatabase source, String table, KeyKind kind, Random random) {
        source.execute("CREATE TABLE " + table + " (" + kind.columns() + ", v VARCHAR(20)) CHARACTER SET latin1");
        int rows = random.nextInt(10) == 0 ? random.nextInt(3) : 1 + random.nextInt(200);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values.add("(" + kind.values().apply(random) + ", '" + "x".repeat(random.nextInt(20)) + "')");
        }
        if (!values.isEmpty()) {
            source.execute("INSERT IGNORE INTO " + table + " VALUES " + String.join(", ", values));
        }
    }

    private static void check(SourceDatabase source, Session planner, TableRecord table, KeyKind kind, Random random) {
        String place = kind + ", seed " + SEED;
        assertEquals(kind.key(), table.key(), place);
        int chunkBytes = 20 + random.nextInt(400);
        List<Chunk> chunks =
                ReadChunks.of(planner, source.session(), source.name(), table, chunkBytes, 1 + random.nextInt(100));

        RowSetDigest sum = ReadChunks.sum(chunks);
        assertEquals(ChunkReader.count(source.session(), source.name(), table), sum.rows(), place);
        assertEquals(TableDigest.compute(source.session(), source.name(), table), sum, place);
        for (Chunk chunk : chunks) {
            assertTrue(chunk.digest().rows() > 0, place);
            assertTrue(chunk.bytes() <= chunkBytes || chunk.digest().rows() == 1, place);
        }
        if (!table.key().isEmpty()) {
            checkBounds(source, table, chunks, place);
        }
    }

    /** What the catalog will say about each chunk is true for the server. */
    private static void checkBounds(SourceDatabase source, TableRecord table, List<Chunk> chunks, String place) {
        List<String> end = List.of();
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            assertTrue(i == 0 || !chunk.after().isEmpty(), place);
            if (i > 0) {
                assertEquals(end, chunk.after(), place);
            }
            KeyRange range = new KeyRange(table, "any", chunk.after(), chunk.upTo());
            String count = source.session()
                    .value("SELECT COUNT(*) FROM " + SqlText.name(source.name(), table.name())
                            + KeyCondition.where(range));
            assertEquals(Long.toString(chunk.digest().rows()), count, () -> place + " " + chunk);
            end = chunk.upTo();
        }
    }

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void literalsNameTheRowTheyWereTakenFrom(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            for (KeyKind kind : KeyKind.of(flavor)) {
                if (kind.key().size() == 1) {
                    source.execute("DROP TABLE IF EXISTS t");
                    fill(source, "t", kind, new Random(SEED));
                    checkLiterals(source, source.table("t"), kind + ", seed " + SEED);
                }
            }
        }
    }

    private static void checkLiterals(SourceDatabase source, TableRecord table, String place) {
        KeyType type = KeyType.of(table.columns().get(0)).orElseThrow();
        List<String> literals =
                source.session().query("SELECT k FROM t ORDER BY k", row -> type.literal(row.getBytes(1)));
        for (int i = 0; i < literals.size(); i++) {
            String literal = literals.get(i);
            String question = "SELECT CONCAT(SUM(k = " + literal + "), ',', COALESCE(SUM(k <= " + literal
                    + "), 0), ',', COALESCE(SUM(k > " + literal + "), 0)) FROM t";
            assertEquals(
                    "1," + (i + 1) + "," + (literals.size() - i - 1),
                    source.session().value(question),
                    () -> place + ", literal " + literal + " of "
                            + literals.stream().collect(Collectors.joining(" ")));
        }
    }
}
