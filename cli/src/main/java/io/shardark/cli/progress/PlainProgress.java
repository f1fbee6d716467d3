package io.shardark.cli.progress;

import io.shardark.cli.output.Display;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressEvent.Notice;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressEvent.WaitBegan;
import io.shardark.engine.progress.ProgressEvent.WaitEnded;
import java.io.PrintWriter;
import java.time.Duration;

/** Writes a line when a step begins, and every few seconds how far it is: for logs. */
public final class PlainProgress implements ProgressDisplay {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final ProgressRecorder recorder = new ProgressRecorder(System::nanoTime);
    private final Ticker ticker;

    /** Writes until it is closed; does not close the writer. */
    public PlainProgress(PrintWriter out) {
        this(out, INTERVAL);
    }

    PlainProgress(PrintWriter out, Duration interval) {
        this.out = out;
        recorder.progress(); // the rate counts from here
        this.ticker = new Ticker(interval, () -> print(ProgressLines.forLog(recorder.progress())));
    }

    @Override
    public void on(ProgressEvent event) {
        recorder.add(event);
        if (event instanceof StepStarted started) {
            print(started.step() + " ...");
        } else if (event instanceof Notice notice) {
            print("note: " + notice.text());
        } else if (event instanceof WaitBegan wait) {
            print("waiting: " + wait.why());
        } else if (event instanceof WaitEnded wait) {
            print("no longer waiting: " + wait.why());
        }
    }

    private synchronized void print(String line) {
        out.println(Display.harmless(line));
        out.flush();
    }

    @Override
    public void close() {
        ticker.close();
    }
}
