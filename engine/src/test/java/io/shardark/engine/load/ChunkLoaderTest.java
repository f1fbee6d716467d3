package io.shardark.engine.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.fidelity.FidelityDocument;
import io.shardark.engine.load.ChunkLoader.Outcome;
import io.shardark.engine.load.HostileProxy.Misdeed;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.value.Sha256;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkLoaderTest {
    private static final int MANY = 15_000;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void aChunkIsLoadedOnce(ServerFlavor flavor) throws Exception {
        try (LoadTarget target = new LoadTarget(flavor, "CREATE TABLE t (id INT, note TEXT)");
                ChunkLoader loader = target.loader()) {
            assertEquals(Outcome.LOADED, loader.load(target.chunk(3), text("1\ta\n2\t\\N\n1\ta\n")));
            assertEquals(Outcome.FOUND, loader.load(target.chunk(3), text("1\ta\n2\t\\N\n1\ta\n")));
            assertEquals("3", target.count());
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void anotherChunkUnderTheSameOrdinalIsRefused(ServerFlavor flavor) throws Exception {
        try (LoadTarget target = new LoadTarget(flavor, "CREATE TABLE t (id INT, note TEXT)");
                ChunkLoader loader = target.loader()) {
            loader.load(target.chunk(1), text("1\ta\n"));
            ChunkToLoad other = target.chunk(1, Sha256.of(new byte[] {1}));
            assertThrows(RefusedException.class, () -> loader.load(other, text("1\ta\n")));
            assertEquals("1", target.count());
        }
    }

    /** LOAD DATA LOCAL is LOAD DATA IGNORE: each of these would only warn. */
    @ParameterizedTest
    @MethodSource("flavors")
    void rowsThatTheServerWouldDropOrChangeAreAllRefused(ServerFlavor flavor) throws Exception {
        String table = "CREATE TABLE t (id INT PRIMARY KEY, note VARCHAR(5) NOT NULL, d DATE, n TINYINT, e ENUM('x'))";
        List<String> bad = List.of(
                "1\ta\t\\N\t1\tx\n1\tsecret\t\\N\t2\tx\n",
                "1\ta\t\\N\t1\tx\n2\tsecret\t\\N\t2\tx\n",
                "1\ta\t\\N\t1\tx\n2\t\\N\t\\N\t2\tx\n",
                "1\ta\t\\N\t1\tx\n2\ta\t2020-13-32\t2\tx\n",
                "1\ta\t\\N\t1\tx\n2\ta\t\\N\t300\tx\n",
                "1\ta\t\\N\t1\tx\n2\ta\t\\N\tsecret\tx\n",
                "1\ta\t\\N\t1\tx\n2\ta\t\\N\t1\tsecret\n",
                "1\ta\t\\N\t1\tx\n2\ta\t\\N\n",
                "1\ta\t\\N\t1\tx\n2\ta\t\\N\t1\tx\tsecret\n",
                "1\ta\t\\N\t1\tx\n");
        try (LoadTarget target = new LoadTarget(flavor, table);
                ChunkLoader loader = target.loader()) {
            for (String rows : bad) {
                RefusedException thrown = assertThrows(
                        RefusedException.class, () -> loader.load(target.chunk(2, rows), text(rows)), rows);
                assertFalse(thrown.getMessage().contains("secret"), thrown.getMessage());
                assertEquals("0", target.count(), rows);
                assertFalse(target.inLedger(), rows);
            }
        }
    }

    /** The error value of an ENUM warns whenever it is stored, and so does an expression that divides a word. */
    @ParameterizedTest
    @MethodSource("flavors")
    void rowsThatOnlyWarnAreKeptWhenTheyReadBackAsTheyWere(ServerFlavor flavor) throws Exception {
        for (String key : List.of("INT PRIMARY KEY", "INT")) {
            String table = "CREATE TABLE t (id " + key + ", note VARCHAR(9), e ENUM('x'), g INT AS (note + 1) STORED)";
            try (LoadTarget target = new LoadTarget(flavor, table);
                    ChunkLoader loader = target.loader()) {
                target.schema().session().execute("SET SESSION sql_mode = ''");
                target.schema().session().execute("INSERT INTO t (id, note, e) VALUES (7, 'word', 'x'), (8, 'w', 'y')");
                target.schema().session().execute("UPDATE t SET id = id + 100");
                String rows = "1\t2\tx\n2\tword\t\n3\t\\N\t\\N\n";
                assertEquals(Outcome.LOADED_WITH_WARNINGS, loader.load(target.chunk(3, rows), text(rows)));
                assertEquals("5", target.count());
                assertEquals(
                        "2word0",
                        target.schema().session().value("SELECT CONCAT(id, note, e + 0) FROM t WHERE id = 2"));
            }
        }
    }

    /** Some of these are no warnings but notes; and a collation may take two values for one. */
    @ParameterizedTest
    @MethodSource("flavors")
    void whatATargetWouldCutOffOrTakeForTheSameIsNamedWithoutTheValue(ServerFlavor flavor) throws Exception {
        String table = "CREATE TABLE t (v VARCHAR(6) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,"
                + " d DECIMAL(9,2), b BIT(3), s SET('a','b'), c CHAR(3) CHARACTER SET latin1, UNIQUE (v))";
        Map<String, String> findings = new LinkedHashMap<>();
        try (LoadTarget target = new LoadTarget(flavor, table);
                ChunkLoader loader = target.loader()) {
            for (Unfit unfit : UNFIT) {
                long count = unfit.rows().lines().count();
                RefusedException thrown = assertThrows(
                        RefusedException.class,
                        () -> loader.load(target.chunk(count, unfit.rows()), text(unfit.rows())),
                        unfit.what());
                assertTold(thrown, unfit);
                assertEquals("0", target.count(), unfit.what());
                findings.put(unfit.what(), "refused, with error " + unfit.error());
            }
            FidelityDocument.ofProject()
                    .state(
                            "load strictness",
                            "a row that its target would change",
                            FidelityDocument.column(target.schema().session().server()),
                            findings);
        }
    }

    private record Unfit(String what, String rows, int error) {}

    private static final List<Unfit> UNFIT = List.of(
            new Unfit("trailing spaces longer than the column (a note)", "secret  \t1\t1\ta\tx\n", 1265),
            new Unfit("more decimals than the column (a note)", "a\t70718.289\t1\ta\tx\n", 1265),
            new Unfit("more bits than the column", "a\t1\tsecret\ta\tx\n", 1264),
            new Unfit("a label that SET does not have", "a\t1\t1\tb,secret\tx\n", 1265),
            new Unfit("a text longer than the column", "a\t1\t1\ta\tsecret\n", 1265),
            new Unfit(
                    "two values that a collation takes for one: case",
                    "secret\t1\t1\ta\tx\nSECRET\t1\t1\ta\tx\n",
                    1062),
            new Unfit(
                    "two values that a collation takes for one: accents",
                    "secr\u00e9t\t1\t1\ta\tx\nsecret\t1\t1\ta\tx\n",
                    1062));

    private static void assertTold(RefusedException thrown, Unfit unfit) {
        for (String part : List.of("shard ds_0, table t, chunk 0", "(error " + unfit.error() + ")")) {
            assertTrue(thrown.getMessage().contains(part), unfit.what() + ": " + thrown.getMessage());
        }
        for (String value : List.of("secr", "SECR", "70718")) {
            assertFalse(thrown.getMessage().contains(value), thrown.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void aFailureOfTheStreamLeavesNothing(ServerFlavor flavor) throws Exception {
        try (LoadTarget target = new LoadTarget(flavor, "CREATE TABLE t (id INT, note TEXT)");
                ChunkLoader loader = target.loader()) {
            assertThrows(
                    ShardarkException.class, () -> loader.load(target.chunk(MANY), () -> new FailingStream(many())));
            assertEquals("0", target.count());
            assertFalse(target.inLedger());
            assertEquals(Outcome.LOADED, loader.load(target.chunk(MANY), text(many())));
            assertEquals(Integer.toString(MANY), target.count());
        }
    }

    /** A table without any key, where a row twice would not be noticed by the server. */
    @ParameterizedTest
    @MethodSource("flavors")
    void connectionsCutAtEveryStepLoadAChunkExactlyOnce(ServerFlavor flavor) throws Exception {
        List<String> steps =
                List.of("START TRANSACTION", "INSERT INTO `", "LOAD DATA", "SHOW COUNT(*) WARNINGS", "COMMIT");
        List<String> wrong = new ArrayList<>();
        try (LoadTarget target = new LoadTarget(flavor, "CREATE TABLE t (id INT, note TEXT)");
                HostileProxy proxy = target.proxy()) {
            for (String step : steps) {
                for (Misdeed misdeed : List.of(Misdeed.CUT_BEFORE, Misdeed.CUT_AFTER, Misdeed.CUT_WITHIN_ROWS)) {
                    if (misdeed == Misdeed.CUT_WITHIN_ROWS && !step.equals("LOAD DATA")) {
                        continue;
                    }
                    proxy.set(step, misdeed);
                    try (ChunkLoader loader = target.loader(proxy)) {
                        Outcome outcome = loader.load(target.chunk(MANY), text(many()));
                        String found =
                                outcome + " " + target.count() + " " + loader.load(target.chunk(MANY), text(many()));
                        if (!found.equals("LOADED " + MANY + " FOUND")) {
                            wrong.add(step + " " + misdeed + ": " + found);
                        }
                    }
                    target.empty();
                }
            }
            assertEquals(11, proxy.sprung());
        }
        assertEquals(List.of(), wrong);
    }

    /** What a killed process has sent may still be going on in the server. */
    @ParameterizedTest
    @MethodSource("flavors")
    void aTransactionOfAKilledRunIsWaitedFor(ServerFlavor flavor) throws Exception {
        for (String end : List.of("COMMIT", "ROLLBACK")) {
            try (LoadTarget target = new LoadTarget(flavor, "CREATE TABLE t (id INT, note TEXT)");
                    Session killed = new Sessions().open(target.schema().shard().instance());
                    ChunkLoader loader = target.loader()) {
                killed.execute("START TRANSACTION");
                killed.execute(
                        target.chunk(1).ledger().insertChunk(0, target.chunk(1).sha256()));
                killed.execute("INSERT INTO `" + target.schema().name() + "`.t VALUES (1, 'a')");
                CompletableFuture<Outcome> waiting = CompletableFuture.supplyAsync(() -> loadQuietly(loader, target));
                target.awaitWaitingInsert();
                killed.execute(end);
                assertEquals(end.equals("COMMIT") ? Outcome.FOUND : Outcome.LOADED, waiting.get());
                assertEquals("1", target.count());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void whatCannotSucceedIsNotRepeated(ServerFlavor flavor) throws Exception {
        try (LoadTarget target = new LoadTarget(flavor, "CREATE TABLE other (id INT)");
                ChunkLoader loader = target.loader()) {
            UnreachableException thrown =
                    assertThrows(UnreachableException.class, () -> loader.load(target.chunk(1), text("1\ta\n")));
            assertTrue(thrown.getMessage().contains("in 1 attempt"), thrown.getMessage());
            assertTrue(thrown.getMessage().contains("error 1146"), thrown.getMessage());
            assertFalse(target.inLedger());
        }
    }

    private static Outcome loadQuietly(ChunkLoader loader, LoadTarget target) {
        try {
            return loader.load(target.chunk(1), text("1\ta\n"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String many() {
        return Stream.iterate(0, i -> i + 1)
                .limit(MANY)
                .map(i -> i + "\t" + "x".repeat(90) + "\n")
                .collect(Collectors.joining());
    }

    private static Supplier<InputStream> text(String rows) {
        byte[] bytes = rows.getBytes(UTF_8);
        return () -> new ByteArrayInputStream(bytes);
    }

    /** Fails after the first half. */
    private static final class FailingStream extends FilterInputStream {
        private int left;

        FailingStream(String text) {
            super(new ByteArrayInputStream(text.getBytes(UTF_8)));
            left = text.length() / 2;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("thrown by the test");
            }
            int read = super.read(buffer, offset, Math.min(length, left));
            left -= read;
            return read;
        }
    }
}
