package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;
import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several sessions of one snapshot share the ranges of tables whose keys are made at random, while rows at the very
 * ends of chunks are deleted, changed and inserted. Run again with {@code -Dshardark.seed} to see the same tables.
 */
class ChunkPlanSnapshotTest {
    private static final long SEED = Long.getLong("shardark.seed", System.nanoTime());
    private static final int SOAK_TABLES = Integer.getInteger("shardark.chunkplan.tables", 10_000);
    private static final int CI_TABLES = 200;
    private static final int BATCH = 40;
    private static final int WORKERS = 3;

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void chunksAreTheSnapshot(ServerFlavor flavor) {
        run(flavor, CI_TABLES);
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void chunksOfManyTablesAreTheSnapshot(ServerFlavor flavor) {
        run(flavor, SOAK_TABLES);
    }

    private static void run(ServerFlavor flavor, int tables) {
        for (int first = 0; first < tables; first += BATCH) {
            Batch batch = new Batch(flavor, new Random(SEED + first), "seed " + SEED + ", batch " + first);
            batch.run(Math.min(BATCH, tables - first));
        }
    }

    private record Chunk(List<String> after, List<String> upTo, long rows) {}

    /** Tables of one schema that are read in one snapshot. */
    private static final class Batch {
        private final ServerFlavor flavor;
        private final Random random;
        private final String place;
        private final Map<String, KeyKind> kinds = new TreeMap<>();

        Batch(ServerFlavor flavor, Random random, String place) {
            this.flavor = flavor;
            this.random = random;
            this.place = place;
        }

        void run(int tables) {
            try (SourceDatabase source = SourceDatabase.create(flavor)) {
                source.execute("SET SESSION foreign_key_checks = 0, unique_checks = 0");
                for (int i = 0; i < tables; i++) {
                    create(source, "t%02d".formatted(i), kind());
                }
                List<TableRecord> records = source.read().tables();
                assertEquals(tables, records.size(), place);
                List<Session> snapshot = new ArrayList<>();
                try {
                    for (int i = 0; i < WORKERS; i++) {
                        snapshot.add(source.open());
                        snapshot.get(i).execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
                    }
                    records.forEach(table -> check(source, snapshot, table));
                } finally {
                    snapshot.forEach(Session::close);
                }
            }
        }

        /** Mostly made at random, else one of the special ones, which include those that no chunk can follow. */
        private KeyKind kind() {
            List<KeyKind> special = KeyKind.of(flavor);
            return random.nextInt(4) > 0 ? KeyKind.random(flavor, random) : special.get(random.nextInt(special.size()));
        }

        private KeyKind kind(String table) {
            return Objects.requireNonNull(kinds.get(table));
        }

        private void create(SourceDatabase source, String table, KeyKind kind) {
            kinds.put(table, kind);
            source.execute("CREATE TABLE " + table + " (" + kind.columns() + ", v VARCHAR(40)) CHARACTER SET latin1"
                    + partitions(kind));
            int rows = random.nextInt(12) == 0 ? random.nextInt(3) : 1 + random.nextInt(150);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                values.add(row(kind));
            }
            if (!values.isEmpty()) {
                source.execute("INSERT IGNORE INTO " + table + " VALUES " + String.join(", ", values));
            }
        }

        private String partitions(KeyKind kind) {
            boolean possible = kind.columns().contains("PRIMARY KEY (k");
            return possible && random.nextInt(5) == 0
                    ? " PARTITION BY KEY () PARTITIONS " + (2 + random.nextInt(4))
                    : "";
        }

        private String row(KeyKind kind) {
            return "(" + kind.values().apply(random) + ", '" + "x".repeat(random.nextInt(40)) + "')";
        }

        private void check(SourceDatabase source, List<Session> snapshot, TableRecord table) {
            String here = place + ", table " + table.name() + ": " + kind(table.name());
            assertEquals(kind(table.name()).key(), table.key(), here);
            List<List<String>> rows = new ArrayList<>();
            List<Chunk> chunks = new ArrayList<>();
            int chunkBytes = 40 + random.nextInt(3000);
            read(source, snapshot, table, chunkBytes, (after, upTo, piece) -> {
                rows.addAll(RowTexts.of(piece));
                chunks.add(new Chunk(after, upTo, piece.rows()));
                write(source, table, upTo);
            });
            assertEquals(sorted(RowTexts.select(snapshot.get(0), source.name(), table)), sorted(rows), here);
            if (!table.key().isEmpty()) {
                checkBounds(snapshot.get(0), source.name(), table, chunks, here);
            }
        }

        /** As the workers of a backup: each takes the next range when it has read one, so they end in any order. */
        private void read(
                SourceDatabase source, List<Session> snapshot, TableRecord table, int chunkBytes, ChunkSink sink) {
            TableEstimate manyRows = new TableEstimate(1_000_000, 1_000_000L * (1 + random.nextInt(400)));
            RowBuffer buffer = new RowBuffer(chunkBytes);
            String index = table.key().isEmpty() ? "" : UniqueIndexes.ofKey(snapshot.get(0), source.name(), table);
            RangePlan plan = ChunkPlanner.plan(source.name(), table, index, manyRows, chunkBytes);
            List<KeyRange> taken = new ArrayList<>();
            while (!plan.ended() || !taken.isEmpty()) {
                Session worker = snapshot.get(random.nextInt(WORKERS));
                if (!plan.ended() && taken.size() < WORKERS) {
                    Optional<KeyRange> range = plan.next(worker);
                    range.ifPresent(taken::add);
                } else {
                    KeyRange range = taken.remove(random.nextInt(taken.size()));
                    ChunkReader.read(
                            worker,
                            source.name(),
                            range,
                            new RowReading(JsonReading.AS_SHOWN, RowEncoding.BINARY),
                            chunkBytes,
                            buffer,
                            sink);
                }
            }
        }

        /** Changes what lies at the end of a chunk, where a gap or an overlap would be. */
        private void write(SourceDatabase source, TableRecord table, List<String> upTo) {
            String name = table.name();
            if (!upTo.isEmpty() && random.nextInt(3) == 0) {
                KeyRange last = new KeyRange(table, "any", List.of(), upTo);
                String order = " ORDER BY " + SqlText.names(table.key()).replace(",", " DESC,") + " DESC LIMIT 1";
                switch (random.nextInt(3)) {
                    case 0 -> source.execute("DELETE FROM " + name + KeyCondition.where(last) + order);
                    case 1 ->
                        source.execute("UPDATE " + name + " SET v = 'changed'" + KeyCondition.where(last) + order);
                    default -> source.execute("INSERT IGNORE INTO " + name + " VALUES " + row(kind(name)));
                }
            } else if (random.nextInt(6) == 0) {
                source.execute("INSERT IGNORE INTO " + name + " VALUES " + row(kind(name)));
                source.execute("DELETE FROM " + name + " LIMIT 1");
            }
        }

        /** Every row lies within the bounds of exactly one chunk, as the server compares, and chunks are in order. */
        private static void checkBounds(
                Session session, String schema, TableRecord table, List<Chunk> read, String here) {
            if (read.isEmpty()) {
                return;
            }
            List<Chunk> chunks = inOrder(read, here);
            String sums = chunks.stream()
                    .map(chunk -> new KeyRange(table, "any", chunk.after(), chunk.upTo()))
                    .map(range -> "SUM("
                            + KeyCondition.where(range)
                                    .replaceFirst("^ WHERE ", "")
                                    .replaceFirst("^$", "1") + ")")
                    .collect(Collectors.joining(", "));
            String counted =
                    session.value("SELECT CONCAT_WS(',', " + sums + ") FROM " + SqlText.name(schema, table.name()));
            assertEquals(
                    chunks.stream().map(chunk -> Long.toString(chunk.rows())).collect(Collectors.joining(",")),
                    counted,
                    here);
        }

        private static List<String> sorted(List<List<String>> rows) {
            return rows.stream().map(Object::toString).sorted().toList();
        }

        /** Each chunk begins where another one ended: the order of the key, with nothing between. */
        private static List<Chunk> inOrder(List<Chunk> chunks, String here) {
            Map<List<String>, Chunk> byBeginning = chunks.stream()
                    .collect(Collectors.toMap(Chunk::after, Function.identity(), (one, other) -> {
                        throw new AssertionError(here + ": two chunks begin after " + one.after());
                    }));
            List<Chunk> ordered = new ArrayList<>();
            for (List<String> begin = List.of(); byBeginning.containsKey(begin); ) {
                Chunk chunk = byBeginning.remove(begin);
                ordered.add(chunk);
                begin = chunk.upTo();
            }
            assertTrue(byBeginning.isEmpty(), () -> here + ": nothing ends where these begin: " + byBeginning);
            return ordered;
        }
    }
}
