package io.shardark.cli.progress;

import io.shardark.engine.progress.ProgressEvent;

/** Shows nothing. */
record SilentProgress() implements ProgressDisplay {
    @Override
    public void on(ProgressEvent event) {}

    @Override
    public void close() {}
}
