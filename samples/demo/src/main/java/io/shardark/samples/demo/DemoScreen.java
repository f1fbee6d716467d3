package io.shardark.samples.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** What the demo shows. */
final class DemoScreen {
    private final PrintStream out;
    private final Instant start = Instant.now();
    private int step;

    DemoScreen(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println();
        out.println("  " + text);
        out.println("  " + "=".repeat(text.length()));
    }

    /** A new step, numbered and with the time since the start. */
    void step(String text) {
        step++;
        Duration elapsed = Duration.between(start, Instant.now());
        out.println();
        out.printf("%2d. %s  [%d:%02d]%n", step, text, elapsed.toMinutes(), elapsed.toSecondsPart());
    }

    void command(String text) {
        out.println("    $ " + text);
    }

    void output(String text) {
        out.println("      " + text);
    }
}
