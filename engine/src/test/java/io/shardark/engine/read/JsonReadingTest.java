package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** JSON of MySQL is read in the cheap way only where that gives the same text as the exact one. */
class JsonReadingTest {
    private static final int CHUNK_BYTES = 2000;

    @BeforeAll
    static void needsMySql() {
        assumeTrue(Servers.available().contains(ServerFlavor.MYSQL), "MariaDB keeps JSON as text");
    }

    @Test
    void givesTheSameChunksHoweverItBegins() {
        try (SourceDatabase source = SourceDatabase.create(ServerFlavor.MYSQL)) {
            source.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY, c JSON)",
                    "INSERT INTO t WITH RECURSIVE n AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM n WHERE id < 400)"
                            + " SELECT id, IF(id = 200, JSON_OBJECT('price', CAST(1.10 AS DECIMAL(5,2))), JSON_ARRAY(id)) FROM n");
            TableRecord table = source.table("t");
            KeyRange range = new KeyRange(table, "PRIMARY", List.of("10"), List.of("390"));

            List<String> again = chunks(source, range, JsonReading.READ_AGAIN, JsonReading.READ_AGAIN);
            List<String> shown = chunks(source, range, JsonReading.AS_SHOWN, JsonReading.READ_AGAIN);

            assertEquals(again, shown);
            assertTrue(String.join("", again).contains("200\t{\"price\": 1.1}\n"));
        }
    }

    @Test
    void goesOnAsShownWhereNothingHasToBeReadAgain() {
        try (SourceDatabase source = SourceDatabase.create(ServerFlavor.MYSQL)) {
            source.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY, c JSON)",
                    "INSERT INTO t VALUES (1, '{\"a\": [1, \"1.5\", null]}'), (2, NULL), (3, JSON_ARRAY(NOW(6), x'00ff'))");
            TableRecord table = source.table("t");
            KeyRange range = new KeyRange(table, "PRIMARY", List.of(), List.of());

            assertEquals(
                    chunks(source, range, JsonReading.READ_AGAIN, JsonReading.READ_AGAIN),
                    chunks(source, range, JsonReading.AS_SHOWN, JsonReading.AS_SHOWN));
        }
    }

    @Test
    void readsATableWithoutKeyAgain() {
        try (SourceDatabase source = SourceDatabase.create(ServerFlavor.MYSQL)) {
            source.execute("CREATE TABLE t (c JSON)", "INSERT INTO t VALUES (JSON_ARRAY(1)), (JSON_ARRAY(1.10))");

            List<String> chunks =
                    chunks(source, KeyRange.unordered(source.table("t")), JsonReading.AS_SHOWN, JsonReading.READ_AGAIN);

            assertEquals(List.of("[] [] [1]\n[1.1]\n"), chunks);
        }
    }

    /**
     * Every document of random parts that is taken as shown is one that the server shows in the same way when it reads
     * it again.
     */
    @Test
    void takesNoDocumentAsShownThatChanges() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (SourceDatabase source = SourceDatabase.create(ServerFlavor.MYSQL)) {
            source.execute("CREATE TABLE t (id INT PRIMARY KEY, c JSON)");
            for (int id = 0; id < 400; id++) {
                source.execute("INSERT INTO t VALUES (" + id + ", " + document(random, 3) + ")");
            }
            List<List<String>> rows = source.session()
                    .query(
                            "SELECT CONVERT(c USING utf8mb4), CONVERT(CAST(CONVERT(c USING utf8mb4) AS JSON) USING utf8mb4) FROM t",
                            row -> List.of(row.getString(1), row.getString(2)));
            int taken = 0;
            for (List<String> row : rows) {
                byte[] shown = row.get(0).getBytes(StandardCharsets.UTF_8);
                if (JsonNumbers.allShortIntegers(shown, 0, shown.length)) {
                    assertEquals(row.get(0), row.get(1), "seed " + seed);
                    taken++;
                }
            }
            assertTrue(taken > 50 && taken < 400, taken + " documents, seed " + seed);
        }
    }

    private static String document(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 10 : 12);
        return switch (kind) {
            case 0 -> "CAST(" + random.nextLong() + " AS JSON)";
            case 1 -> "CAST(CAST(" + random.nextInt(1000) + " AS DECIMAL(20," + random.nextInt(4) + ")) AS JSON)";
            case 2 -> "CAST(" + random.nextDouble() * Math.pow(10, random.nextInt(40) - 20) + " AS JSON)";
            case 3 -> "CAST(18446744073709551615 - " + random.nextInt(10) + " AS JSON)";
            case 4 -> "CAST(NOW(6) AS JSON)";
            case 5 -> "CAST(CAST('-12:30:01.5' AS TIME(3)) AS JSON)";
            case 6 -> "CAST('null' AS JSON)";
            case 7 -> "JSON_QUOTE('" + "a\\\\\"中🎁/\\t 1.5".substring(random.nextInt(4)) + "')";
            case 8 -> "CAST(x'" + Integer.toHexString(0x1000 + random.nextInt(0xefff)) + "' AS JSON)";
            case 9 -> "CAST(" + random.nextInt(2) + " = 1 AS JSON)";
            case 10 -> "JSON_ARRAY(" + document(random, depth - 1) + ", " + document(random, depth - 1) + ")";
            default ->
                "JSON_OBJECT('k" + random.nextInt(9) + "', " + document(random, depth - 1) + ", 'price', "
                        + document(random, depth - 1) + ")";
        };
    }

    private static List<String> chunks(SourceDatabase source, KeyRange range, JsonReading begin, JsonReading expected) {
        List<String> chunks = new ArrayList<>();
        RowReading next = ChunkReader.read(
                source.session(),
                source.name(),
                range,
                new RowReading(begin, RowEncoding.BINARY),
                CHUNK_BYTES,
                new RowBuffer(CHUNK_BYTES),
                (after, upTo, rows) -> chunks.add(
                        after + " " + upTo + " " + new String(rows.array(), 0, rows.length(), StandardCharsets.UTF_8)));
        assertEquals(new RowReading(expected, RowEncoding.BINARY), next);
        return chunks;
    }
}
