package io.shardark.engine.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.pace.PaceReport.Wait;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressEvent.WaitBegan;
import io.shardark.engine.progress.ProgressEvent.WaitEnded;
import io.shardark.engine.topology.Instance;
import io.shardark.format.row.RowBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting, without any server. */
class PacerTest {
    private static final Instance INSTANCE =
            new Instance(0, "a", "localhost", 3306, "u", new Secret(""), Tls.PREFERRED);
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private final FakeClock clock = new FakeClock();
    private final List<ProgressEvent> events = new ArrayList<>();

    private static void goOn() {}

    private Pace pace(PaceLimits limits) {
        return new Pace(limits, new Sessions(), events::add, clock);
    }

    private Pace paused() throws IOException {
        return pace(Limits.pausedBy(Files.createFile(folder.resolve("pause")), 0));
    }

    private void remove() {
        try {
            Files.deleteIfExists(folder.resolve("pause"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Wait> waits(Pace pace) {
        return pace.report().waits();
    }

    @Test
    void thePauseLastsAsLongAsTheFile() throws IOException {
        Pace pace = paused();
        clock.onSleep(now -> {
            if (now >= 7200 * SECOND) {
                remove();
            }
        });
        pace.pacer(INSTANCE, PacerTest::goOn).await();
        String why = "paused until the file " + folder.resolve("pause") + " is removed";
        assertEquals(List.of(new WaitBegan(why), new WaitEnded(why)), events);
        assertTrue(clock.nanos() <= 7201 * SECOND, "noticed within a second: " + clock.nanos());
        assertEquals(List.of(new Wait(WaitReason.PAUSE_FILE, "", Duration.ofNanos(clock.nanos()))), waits(pace));
        assertTrue(clock.sleeps() <= 10 * 7201, "no busy waiting: " + clock.sleeps());
    }

    @Test
    void aPauseThatBeginsWhileWorkingIsNoticedWithinASecond() throws IOException {
        Pace pace = pace(Limits.pausedBy(folder.resolve("pause"), 0));
        Pacer pacer = pace.pacer(INSTANCE, PacerTest::goOn);
        pacer.await();
        Files.createFile(folder.resolve("pause"));
        clock.pass(SECOND);
        clock.onSleep(now -> remove());
        pacer.take(10, 1);
        assertEquals(2, events.size(), events.toString());
    }

    @Test
    void aFailureElsewhereEndsAPause() throws IOException {
        Pace pace = paused();
        Runnable stopped = () -> {
            if (clock.sleeps() == 3) {
                throw new CancellationException("thrown by the test");
            }
        };
        Pacer pacer = pace.pacer(INSTANCE, stopped);
        assertEquals(
                "thrown by the test",
                assertThrows(CancellationException.class, pacer::await).getMessage());
        assertEquals(3, clock.sleeps());
        assertTrue(events.get(1) instanceof WaitEnded, events.toString());
    }

    @Test
    void anInterruptionEndsAPause() throws IOException {
        Pacer pacer = paused().pacer(INSTANCE, PacerTest::goOn);
        clock.onSleep(now -> Thread.currentThread().interrupt());
        assertThrows(CancellationException.class, pacer::await);
        assertTrue(Thread.interrupted(), "it stays interrupted");
        assertEquals(1, clock.sleeps());
    }

    @Test
    void aFailureElsewhereEndsWaitingForALongTurn() {
        Runnable stopped = () -> {
            if (clock.sleeps() == 5) {
                throw new CancellationException("thrown by the test");
            }
        };
        Pacer pacer = pace(Limits.speed(1, 0)).pacer(INSTANCE, stopped);
        assertThrows(CancellationException.class, () -> pacer.take(1_000_000, 1));
        assertTrue(clock.nanos() <= SECOND, "waited for " + clock.nanos());
    }

    @Test
    void aTurnIsWaitedForAndReported() {
        Pace pace = pace(Limits.speed(0, 100));
        pace.pacer(INSTANCE, PacerTest::goOn).take(1 << 30, 250);
        assertEquals(2_500_000_000L, clock.nanos());
        assertEquals(List.of(new Wait(WaitReason.ROWS_PER_SECOND, "", Duration.ofMillis(2500))), waits(pace));
        assertEquals(List.of(), events, "a turn is no news");
    }

    @Test
    void rowsAreReadEvenly() {
        Pacer pacer = pace(Limits.speed(100_000, 0)).pacer(INSTANCE, PacerTest::goOn);
        List<Long> lengths = new ArrayList<>();
        List<Long> sleeps = new ArrayList<>();
        clock.onSleep(sleeps::add);
        var sink = pacer.over((after, upTo, rows) -> lengths.add((long) rows.length()));
        RowBuffer rows = new RowBuffer(1 << 20);
        for (int chunk = 0; chunk < 2; chunk++) {
            for (int i = 0; i < 100; i++) {
                rows.append(new byte[999]);
                rows.endRow();
                sink.row(rows);
            }
            sink.chunk(List.of(), List.of(), rows);
            rows.clear();
        }
        long all = lengths.stream().mapToLong(Long::longValue).sum();
        long error = clock.nanos() - all * (SECOND / 100_000);
        assertTrue(Math.abs(error) < 1000, "every byte is paid once: " + error);
        long before = 0;
        for (long sleep : sleeps) {
            assertTrue(sleep - before <= SECOND / 10, "in small pieces");
            before = sleep;
        }
    }

    @Test
    void rowsThatAreDroppedAndReadAgainArePaidAgain() {
        Pace pace = pace(Limits.speed(0, 100));
        var sink = pace.pacer(INSTANCE, PacerTest::goOn).over((after, upTo, rows) -> {});
        RowBuffer rows = new RowBuffer(1 << 20);
        for (int reading = 0; reading < 2; reading++) {
            rows.clear();
            for (int i = 0; i < 500; i++) {
                rows.append(new byte[10]);
                rows.endRow();
                sink.row(rows);
            }
        }
        sink.chunk(List.of(), List.of(), rows);
        assertEquals(10 * SECOND, clock.nanos());
    }

    @Test
    void withoutLimitsNothingIsInBetween() {
        io.shardark.engine.read.ChunkSink sink = (after, upTo, rows) -> {};
        assertEquals(
                sink, pace(PaceLimits.NONE).pacer(INSTANCE, PacerTest::goOn).over(sink));
    }

    @Test
    void aServerThatWasAboveGoesOnWellBelow() {
        LoadLimit limit = new LoadLimit(WaitReason.REPLICA_LAG, 10, new ReplicaLag());
        var above = limit.judge(INSTANCE, 11, java.util.Optional.empty());
        assertTrue(above.isPresent());
        assertEquals(
                "instance a (localhost:3306): the replica is 11 s behind its source, the limit is 10",
                above.get().sentence());
        assertTrue(limit.judge(INSTANCE, 10, java.util.Optional.empty()).isEmpty());
        assertTrue(limit.judge(INSTANCE, 9, above).isPresent());
        assertTrue(limit.judge(INSTANCE, 8, above).isEmpty());
        assertTrue(
                new LoadLimit(WaitReason.REPLICA_LAG, 1, new ReplicaLag())
                        .judge(INSTANCE, 1, above)
                        .isEmpty(),
                "a limit of one does not ask for none");
    }
}
