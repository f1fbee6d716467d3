package io.shardark.engine.progress;

/** Hears what an operation is doing. Called from any thread, possibly often; must be quick and must not throw. */
@FunctionalInterface
public interface ProgressListener {
    /** A listener that hears nothing. */
    ProgressListener NONE = event -> {};

    /** Something happened. */
    void on(ProgressEvent event);
}
