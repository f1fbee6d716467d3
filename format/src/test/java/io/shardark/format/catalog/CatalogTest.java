package io.shardark.format.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.catalog.LeftOut.ObjectName;
import io.shardark.format.chunk.Tools;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.TooNewException;
import io.shardark.format.json.Edits;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.BackupId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private static final RowSetDigest DIGEST = new RowSetDigest(2, 0x0123456789abcdefL, -1);
    private static final CatalogHeader HEADER = new CatalogHeader(
            new BackupId("20261122T150312Z-3f9a01bc"),
            7,
            "shard seven",
            new SchemaRecord("ds_7", "utf8mb4", "utf8mb4_bin"),
            new InstanceRecord("mysql-a", "MySQL", "9.7.0", "3e11fa47", "3e11fa47:1-5", "binlog.000007", 157, 2),
            List.of(
                    new TableRecord(
                            0,
                            "t_order_0",
                            "t_order",
                            "InnoDB",
                            "CREATE TABLE `t_order_0` (\n  `\u8ba2\u5355` int\n)",
                            List.of(
                                    new ColumnRecord("\u8ba2\u5355", "int", "", ColumnForm.BYTES),
                                    new ColumnRecord("price", "float", "", ColumnForm.DOUBLE),
                                    new ColumnRecord("doc", "json", "utf8mb4", ColumnForm.TEXT)),
                            List.of("\u8ba2\u5355", "price")),
                    new TableRecord(1, "t_empty", "", "InnoDB", "CREATE TABLE ...", List.of(), List.of(), "id < 5")),
            List.of(new SchemaObject(
                    ObjectKind.TRIGGER, "tr", "t_order_0", "CREATE TRIGGER ...", "ANSI", "utf8mb4", "utf8mb4_bin", "")),
            List.of("users"),
            new LeftOut(
                    List.of("ds_8", "ds_9"),
                    List.of("t_log"),
                    List.of(
                            new ObjectName(ObjectKind.VIEW, "v_log"),
                            new ObjectName(ObjectKind.TRIGGER, "tr_log"),
                            new ObjectName(ObjectKind.EVENT, "v_log"))));
    private static final List<ChunkRecord> CHUNKS = List.of(
            new ChunkRecord(0, 1, 41, DIGEST, List.of("'x'", "1"), List.of()),
            new ChunkRecord(0, 0, 40, DIGEST, List.of(), List.of("'x'", "1")));
    private static final byte[] CATALOG = write(HEADER, CHUNKS);
    private static final String JSON = decompress(CATALOG);

    private static byte[] write(CatalogHeader header, List<ChunkRecord> chunks) {
        try (CatalogWriter writer = new CatalogWriter(header)) {
            chunks.forEach(writer::add);
            return writer.finish();
        }
    }

    private static String decompress(byte[] catalog) {
        try (DecompressedStream stream = new DecompressedStream(catalog, "FILE", Long.MAX_VALUE)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] compress(byte[] text) {
        try (CompressedBuffer buffer = new CompressedBuffer()) {
            buffer.write(text, 0, text.length);
            return buffer.finish();
        }
    }

    private static List<TableTotals> read(byte[] catalog, int chunks) {
        try (CatalogReader reader = new CatalogReader(catalog, chunks, "FILE")) {
            return reader.totals();
        }
    }

    @Test
    void readsWhatItWrote() {
        try (CatalogReader reader = new CatalogReader(CATALOG, 2, "FILE")) {
            assertEquals(HEADER, reader.header());
            assertEquals(Optional.of(CHUNKS.get(0)), reader.next());
            assertEquals(Optional.of(CHUNKS.get(1)), reader.next());
            assertEquals(Optional.empty(), reader.next());
            assertEquals(Optional.empty(), reader.next());
            assertEquals(
                    List.of(
                            new TableTotals(0, 2, 81, DIGEST.plus(DIGEST)),
                            new TableTotals(1, 0, 0, RowSetDigest.EMPTY)),
                    reader.totals());
        }
    }

    @Test
    void zstdReadsIt(@TempDir Path folder) throws IOException, InterruptedException {
        Files.write(folder.resolve("catalog.json.zst"), CATALOG);
        Tools.run(folder, "zstd", "-q", "-d", "catalog.json.zst");
        assertEquals(JSON, Files.readString(folder.resolve("catalog.json")));
        String list = Tools.run(folder, "zstd", "-l", "-v", "catalog.json.zst");
        assertTrue(list.contains("XXH64"), list);
    }

    @Test
    void readsManyChunksInAnyOrder() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        List<ChunkRecord> chunks = new ArrayList<>();
        for (int number = 0; number < 30_000; number++) {
            RowSetDigest digest = new RowSetDigest(1 + random.nextInt(1000), random.nextLong(), random.nextLong());
            List<String> key = List.of("" + random.nextLong(), "0x" + Long.toHexString(random.nextLong()));
            chunks.add(new ChunkRecord(0, number, 1000 + random.nextInt(1 << 20), digest, key, key));
        }
        Collections.shuffle(chunks, random);
        byte[] catalog = write(HEADER, chunks);
        try (CatalogReader reader = new CatalogReader(catalog, chunks.size(), "FILE")) {
            for (ChunkRecord chunk : chunks) {
                assertEquals(chunk, reader.next().orElseThrow(), "seed " + seed);
            }
            assertEquals(chunks.size(), reader.totals().get(0).chunks());
        }
    }

    @Test
    void tellsALaterVersion() {
        byte[] later = compress(JSON.replace("\"version\": 1", "\"version\": 2").getBytes(UTF_8));
        assertThrows(TooNewException.class, () -> read(later, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "shardark-catalog ~ shardark-shard ~ this is no \"shardark-catalog\"",
                "\"shard\": 7 ~ \"shard\": -7 ~ \"shard\" is -7",
                "\"shard seven\" ~ \"\" ~ \"name\" is not a text of at least",
                "\"ds_7\" ~ \"\" ~ \"name\" is not a text of at least",
                "\"binlogPosition\": 157 ~ \"binlogPosition\": -1 ~ \"binlogPosition\" is -1",
                "\"lowerCaseTableNames\": 2 ~ \"lowerCaseTableNames\": 2.5 ~ expected a whole number",
                "\"t_empty\" ~ \"t_order_0\" ~ the name occurs twice",
                "\"name\": \"price\" ~ \"name\": \"doc\" ~ the name occurs twice",
                "\"double\" ~ \"DOUBLE\" ~ \"form\" is a word that is not known",
                "\"trigger\" ~ \"user\" ~ \"kind\" is a word that is not known",
                "\"view\" ~ \"user\" ~ \"kind\" is a word that is not known",
                "\"event\" ~ \"view\" ~ \"leftOut\" has a name twice",
                "\"t_log\" ~ \"t_empty\" ~ \"leftOut\" has a name twice, or one that is in the catalog",
                "\"tr_log\" ~ \"tr\" ~ \"leftOut\" has a name twice, or one that is in the catalog",
                "\"ds_8\" ~ \"ds_9\" ~ \"leftOut\" has a name twice",
                "\"ds_8\" ~ \"shard seven\" ~ \"leftOut\" has a name twice, or one that is in the catalog",
                "\"where\": \"id < 5\" ~ \"where\": null ~ expected a text here",
                "\"table\": 0, \"chunk\": 1 ~ \"table\": 2, \"chunk\": 1 ~ \"table\" is 2, expected 0 to 1",
                "\"table\": 0, \"chunk\": 1 ~ \"table\": -1, \"chunk\": 1 ~ \"table\" is -1",
                "\"chunk\": 1, ~ \"chunk\": 0, ~ chunk 0 of table 0 is there twice",
                "\"chunk\": 1, ~ \"chunk\": 2, ~ the chunk numbers of a table have a gap",
                "\"chunk\": 1, ~ \"chunk\": -1, ~ \"chunk\" is -1",
                "\"bytes\": 41 ~ \"bytes\": 0 ~ \"bytes\" is 0",
                "\"bytes\": 41 ~ \"bytes\": 1 ~ 2 rows do not fit into 1 bytes",
                "\"bytes\": 41 ~ \"bytes\": 67108865 ~ more than 64 MiB",
                "\"bytes\": 41 ~ \"bytes\": 42 ~ the totals are not the sums",
                "\"rows\": 2 ~ \"rows\": 0 ~ \"rows\" is 0",
                "\"rows\": 2 ~ \"rows\": 3 ~ the totals are not the sums",
                "\"digest\": \"0123 ~ \"digest\": \"1123 ~ the totals are not the sums",
                "\"digest\": \"0123 ~ \"digest\": \"123 ~ \"digest\" is not 32",
                "89abcdef ~ 89ABCDEF ~ \"digest\" is not 32",
                "\"after\": [\"'x'\", \"1\"] ~ \"after\": [\"'x'\"] ~ \"after\" has 1 values, the key has 2",
                "\"upTo\": [\"'x'\", \"1\"] ~ \"upTo\": [\"1\", \"2\", \"3\"] ~ \"upTo\" has 3 values",
                "\"chunks\": 2 ~ \"chunks\": 1 ~ the totals are not the sums",
                "\"bytes\": 81 ~ \"bytes\": 80 ~ the totals are not the sums",
                "\"rows\": 4 ~ \"rows\": 5 ~ the totals are not the sums",
            })
    void refusesOneBrokenRule(String from, String to, String part) {
        Edits.refused(JSON, from, to, part, bytes -> read(compress(bytes), 2));
    }

    @Test
    void refusesSumsThatOverflow() {
        String most = "\"bytes\": " + Long.MAX_VALUE + ", \"rows\": 1";
        Edits.refused(
                JSON.replace("\"bytes\": 41, \"rows\": 2", most),
                "\"bytes\": 40, \"rows\": 2",
                most,
                "more than 63 bits",
                bytes -> read(compress(bytes), 2));
    }

    @Test
    void refusesAnotherNumberOfChunks() {
        assertThrows(DamagedException.class, () -> read(CATALOG, 1));
        assertThrows(DamagedException.class, () -> read(CATALOG, 3));
    }

    @Test
    void everyTruncationAndMoreBytesAreDamage() {
        for (int length = 0; length < CATALOG.length; length++) {
            byte[] cut = Arrays.copyOf(CATALOG, length);
            assertThrows(DamagedException.class, () -> read(cut, 2), length + " bytes");
        }
        for (int more = 1; more < 20; more++) {
            byte[] longer = Arrays.copyOf(CATALOG, CATALOG.length + more);
            assertThrows(DamagedException.class, () -> read(longer, 2));
        }
        byte[] twice = Arrays.copyOf(CATALOG, CATALOG.length * 2);
        System.arraycopy(CATALOG, 0, twice, CATALOG.length, CATALOG.length);
        assertThrows(DamagedException.class, () -> read(twice, 2));
    }

    /**
     * Without an envelope and with repaired digests, the frame's own checksum is what is left. A compressed text can be
     * written in several ways, so a flip may leave the text as it was, but never change it.
     */
    @Test
    void noFlippedBitChangesWhatIsRead() {
        int harmless = 0;
        for (int bit = 0; bit < CATALOG.length * Byte.SIZE; bit++) {
            byte[] flipped = CATALOG.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            try {
                assertEquals(JSON, decompress(flipped), "bit " + bit);
                harmless++;
            } catch (DamagedException found) {
                assertTrue(found.getMessage().contains("FILE"), found.getMessage());
            }
        }
        assertTrue(harmless < CATALOG.length * Byte.SIZE / 50, harmless + " harmless flips");
    }

    @Test
    void refusesFramesOfOtherKinds(@TempDir Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("c"), JSON);
        for (String command : List.of(
                "zstd -c --no-check < c", "zstd -c c", "cat c | zstd -c --long=27", "zstd -c -D c < c", "gzip -c c")) {
            Tools.run(folder, "sh", "-c", command + " > c.zst");
            byte[] frame = Files.readAllBytes(folder.resolve("c.zst"));
            assertThrows(DamagedException.class, () -> read(frame, 2), command);
        }
    }

    @Test
    void readsTheFrameOfAnotherWriter(@TempDir Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("c"), JSON);
        Tools.run(folder, "sh", "-c", "cat c | zstd -c --check > c.zst");
        assertEquals(
                2, read(Files.readAllBytes(folder.resolve("c.zst")), 2).get(0).chunks());
    }

    /** A frame of some KiB that holds 100 MB costs time until the text is no JSON, and no memory. */
    @Test
    void stopsABomb(@TempDir Path folder) throws IOException, InterruptedException {
        Tools.run(folder, "sh", "-c", "head -c 100000000 /dev/zero | tr '\\0' ' ' | zstd -c --check > c.zst");
        byte[] frame = Files.readAllBytes(folder.resolve("c.zst"));
        try (DecompressedStream stream = new DecompressedStream(frame, "FILE", 1 << 20)) {
            assertThrows(DamagedException.class, stream::readAllBytes);
        }
        assertThrows(DamagedException.class, () -> read(frame, 2));
    }
}
