package io.shardark.cli.progress;

import io.shardark.cli.output.Display;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressEvent.Notice;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Draws progress in place: a few lines at the bottom, over which notices scroll away. No colours. */
public final class TerminalProgress implements ProgressDisplay {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final String ERASE_TO_END = "\u001b[J";

    private final PrintWriter out;
    private final Screen screen;
    private final ProgressRecorder recorder = new ProgressRecorder(System::nanoTime);
    private final Ticker ticker;
    private int drawnLines;
    private boolean closed;

    /** Draws on a terminal until it is closed; does not close the writer. */
    public TerminalProgress(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
        this.ticker = new Ticker(INTERVAL, () -> draw(List.of()));
    }

    @Override
    public void on(ProgressEvent event) {
        if (event instanceof Notice notice) {
            draw(List.of("note: " + notice.text()));
        } else {
            recorder.add(event);
        }
    }

    private synchronized void draw(List<String> notices) {
        if (closed) {
            return;
        }
        StringBuilder text = new StringBuilder(erasure());
        notices.forEach(notice -> text.append(Display.harmless(notice)).append(System.lineSeparator()));
        List<String> lines = ProgressLines.forScreen(recorder.progress(), screen);
        lines.forEach(line -> text.append(line).append(System.lineSeparator()));
        drawnLines = lines.size();
        out.print(text);
        out.flush();
    }

    private String erasure() {
        return (drawnLines > 0 ? "\u001b[" + drawnLines + "F" : "") + ERASE_TO_END;
    }

    @Override
    public void close() {
        ticker.close();
        synchronized (this) {
            if (!closed) {
                out.print(erasure());
                out.flush();
                closed = true;
            }
        }
    }
}
