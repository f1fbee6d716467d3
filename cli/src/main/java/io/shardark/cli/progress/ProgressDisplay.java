package io.shardark.cli.progress;

import io.shardark.engine.progress.ProgressListener;

/** Shows progress until it is closed. Closing leaves nothing half-drawn behind. */
public interface ProgressDisplay extends ProgressListener, AutoCloseable {
    @Override
    void close();

    /** A display that shows nothing. */
    static ProgressDisplay silent() {
        return new SilentProgress();
    }
}
