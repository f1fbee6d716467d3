package io.shardark.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.cli.WatchedWriter;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressEvent.Notice;
import io.shardark.engine.progress.ProgressEvent.ShardPlanned;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgressDisplayTest {
    @Test
    void terminalShowsProgressAndIsCleanAfterwards() throws InterruptedException {
        WatchedWriter out = new WatchedWriter("5 rows");
        try (TerminalProgress progress = new TerminalProgress(new PrintWriter(out), new Screen(24, 80))) {
            progress.on(new StepStarted("copying rows"));
            progress.on(new Notice("cut attempt 2 timed out\u001b[2J"));
            progress.on(new ShardPlanned("ds_0", 1, 10, 1000));
            progress.on(new ChunkDone("ds_0", "t", 5, 500, 50));
            out.awaitText();
        }
        String written = out.toString();
        assertTrue(written.contains("note: cut attempt 2 timed out?[2J" + System.lineSeparator()), written);
        assertTrue(written.contains("copying rows [##########..........] 50.0 %"), written);
        assertTrue(written.endsWith("\u001b[2F\u001b[J"), "the drawing is erased: " + written);
        assertFalse(written.contains("\u001b[3"), "no colours");
    }

    @Test
    void logHasPlainLines() throws InterruptedException {
        WatchedWriter out = new WatchedWriter("5 rows");
        try (PlainProgress progress = new PlainProgress(new PrintWriter(out), Duration.ofMillis(5))) {
            progress.on(new StepStarted("copying rows"));
            progress.on(new Notice("look"));
            progress.on(new ShardPlanned("ds_0", 1, 10, 1000));
            progress.on(new ChunkDone("ds_0", "t", 5, 500, 50));
            out.awaitText();
        }
        // A tick may come before the first step does.
        List<String> lines = out.toString()
                .lines()
                .dropWhile(line -> line.equals("starting ..."))
                .toList();
        assertEquals("copying rows ...", lines.get(0));
        assertTrue(lines.contains("note: look"));
        assertTrue(
                lines.get(lines.size() - 1)
                        .startsWith("copying rows: 50.0 %, 0 of 1 shard done, 5 rows, 500 B of 1000 B"),
                lines.get(lines.size() - 1));
        assertFalse(out.toString().contains("\u001b"));
        assertFalse(out.toString().contains("\r"));
    }

    @Test
    void screenIsATerminalThatCanMoveItsCursor() {
        assertEquals(Optional.of(new Screen(24, 80)), Screen.parse("24x80", "xterm-256color"));
        assertEquals(Optional.empty(), Screen.parse("24x80", "dumb"));
        assertEquals(Optional.empty(), Screen.parse("", "xterm"));
        assertEquals(Optional.empty(), Screen.parse("0x0", "xterm"));
        assertEquals(Optional.empty(), Screen.parse("24x80; rm -rf", "xterm"));
    }
}
