package io.shardark.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.cli.output.Display;
import io.shardark.cli.progress.ShardProgress.Status;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressEvent.ShardDone;
import io.shardark.engine.progress.ProgressEvent.ShardPlanned;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressEvent.WaitBegan;
import io.shardark.engine.progress.ProgressEvent.WaitEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressLinesTest {
    private static final long MIB = 1 << 20;
    private static final Screen SCREEN = new Screen(24, 120);

    private static ShardProgress running(String name, long planned, long done) {
        return new ShardProgress(name, Status.RUNNING, planned, planned, done / 100, done, "t_order_1");
    }

    @Test
    void eventsBecomeLines() {
        AtomicLong nanos = new AtomicLong();
        ProgressRecorder recorder = new ProgressRecorder(nanos::get);
        assertEquals(List.of("starting ..."), ProgressLines.forScreen(recorder.progress(), SCREEN));
        recorder.add(new StepStarted("copying rows"));
        recorder.add(new ShardPlanned("ds_0", 2, 1000, 10 * MIB));
        recorder.add(new ShardPlanned("ds_1", 2, 1000, 30 * MIB));
        recorder.progress();
        recorder.add(new ChunkDone("ds_0", "t_order_0", 600, 8 * MIB, MIB));
        recorder.add(new ChunkDone("ds_1", "t_order_3", 1234, 8 * MIB, MIB));
        nanos.set(2_000_000_000L);
        assertEquals(
                List.of(
                        "copying rows [########............] 40.0 %  0 of 2 shards done, 1,834 rows, 16.0 MiB of 40.0 MiB,"
                                + " 8.0 MiB/s, 3 s left",
                        "  ds_1              26.7 %  1,234 rows, 8.0 MiB of 30.0 MiB  t_order_3",
                        "  ds_0              80.0 %  600 rows, 8.0 MiB of 10.0 MiB  t_order_0"),
                ProgressLines.forScreen(recorder.progress(), SCREEN));
        recorder.add(new ShardDone("ds_0"));
        recorder.add(new ChunkDone("ds_1", "t_order_4", 1, 30 * MIB, MIB));
        assertEquals(
                "copying rows: 99.9 %, 1 of 2 shards done, 1,835 rows, 46.0 MiB of 46.0 MiB, 23.0 MiB/s, 0 s left",
                ProgressLines.forLog(recorder.progress()), "more rows than estimated");
        recorder.add(new ShardDone("ds_1"));
        assertEquals(
                "copying rows: 100.0 %, 2 of 2 shards done, 1,835 rows, 46.0 MiB of 46.0 MiB, 23.0 MiB/s",
                ProgressLines.forLog(recorder.progress()));
    }

    @Test
    void rateForgetsWhatWasLongAgo() {
        AtomicLong nanos = new AtomicLong();
        ProgressRecorder recorder = new ProgressRecorder(nanos::get);
        recorder.progress();
        recorder.add(new ChunkDone("ds_0", "t", 1, 1000 * MIB, MIB));
        for (int second = 1; second <= 30; second++) {
            nanos.addAndGet(1_000_000_000L);
            recorder.progress();
        }
        assertEquals(0, recorder.progress().bytesPerSecond());
        assertTrue(recorder.progress().secondsLeft().isEmpty(), "nothing moves, so nobody knows");
    }

    @Test
    void manyShardsFitOnTheScreen() {
        List<ShardProgress> shards = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            shards.add(running("ds_" + i, 100 * MIB, i));
        }
        List<String> lines = ProgressLines.forScreen(new Progress("copying rows", shards, List.of(), 0), SCREEN);
        assertEquals(10, lines.size());
        assertTrue(lines.get(1).startsWith("  ds_0 "), "the one with most to do comes first");
        assertEquals("  ... and 992 more running shards", lines.get(9));
        assertEquals(
                3,
                ProgressLines.forScreen(new Progress("copying rows", shards, List.of(), 0), new Screen(4, 120))
                        .size());
    }

    @Test
    void waitsAreShownAsLongAsTheyLast() {
        ProgressRecorder recorder = new ProgressRecorder(() -> 0);
        recorder.add(new StepStarted("saving rows"));
        recorder.add(new WaitBegan("paused until the file p is removed"));
        recorder.add(new WaitBegan("instance b: 31 threads of others are running, the limit is 16"));
        assertEquals(
                List.of(
                        "saving rows ...",
                        "  waiting: paused until the file p is removed",
                        "  waiting: instance b: 31 threads of others are running, the limit is 16"),
                ProgressLines.forScreen(recorder.progress(), SCREEN));
        recorder.add(new WaitEnded("paused until the file p is removed"));
        recorder.add(new ShardPlanned("ds_0", 2, 1000, 10 * MIB));
        assertEquals(
                "saving rows: 0.0 %, 0 of 1 shard done, 0 rows, 0 B of 10.0 MiB;"
                        + " waiting: instance b: 31 threads of others are running, the limit is 16",
                ProgressLines.forLog(recorder.progress()));
        recorder.add(new WaitEnded("instance b: 31 threads of others are running, the limit is 16"));
        assertEquals(List.of(), recorder.progress().waits());
    }

    @Test
    void aSmallScreenHasRoomForWaits() {
        List<ShardProgress> shards = List.of(running("ds_0", MIB, 1), running("ds_1", MIB, 1));
        for (int lines = 3; lines < 12; lines++) {
            int shown = ProgressLines.forScreen(
                            new Progress("saving rows", shards, List.of("a", "b", "c", "d", "e"), 0),
                            new Screen(lines, 80))
                    .size();
            assertTrue(shown < lines, shown + " lines on a screen of " + lines);
        }
    }

    @Test
    void noLineIsWiderThanTheScreen() {
        List<ShardProgress> shards = List.of(running("订单库订单库订单库订单库", 100 * MIB, MIB), running("a\u001b[2J", 1, 1));
        for (int columns = 20; columns < 120; columns++) {
            for (String line : ProgressLines.forScreen(
                    new Progress("正在备份", shards, List.of("实例 mysql-a 很忙"), 5), new Screen(24, columns))) {
                assertTrue(Display.width(line) < columns, line);
                assertTrue(line.chars().allMatch(c -> c >= ' '), line);
            }
        }
    }
}
