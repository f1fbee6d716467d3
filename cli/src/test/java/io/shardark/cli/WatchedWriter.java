package io.shardark.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Notices when something that contains a text was written. */
public final class WatchedWriter extends StringWriter {
    private static final long PATIENCE_SECONDS = 120;

    private final String awaited;
    private final CountDownLatch seen = new CountDownLatch(1);

    public WatchedWriter(String awaited) {
        this.awaited = awaited;
    }

    @Override
    public void write(String text, int offset, int length) {
        super.write(text, offset, length);
        notice();
    }

    @Override
    public void write(String text) {
        super.write(text);
        notice();
    }

    private void notice() {
        if (toString().contains(awaited)) {
            seen.countDown();
        }
    }

    /** Waits until the text was written. */
    public void awaitText() throws InterruptedException {
        assertTrue(seen.await(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> awaited + " never came: " + this);
    }
}
