package io.shardark.engine.progress;

/** Something that an operation did. */
public sealed interface ProgressEvent {
    /** A step of the operation began; the name is for people, as in "taking the cut". */
    record StepStarted(String step) implements ProgressEvent {}

    /**
     * The work of a shard is known.
     *
     * @param rows expected rows, an estimate for a backup
     * @param bytes expected bytes of row text, an estimate for a backup
     */
    record ShardPlanned(String shard, int tables, long rows, long bytes) implements ProgressEvent {}

    /** A chunk is done: stored, checked, or loaded. */
    record ChunkDone(String shard, String table, long rows, long bytes, long storedBytes) implements ProgressEvent {}

    /** All of a shard is done. */
    record ShardDone(String shard) implements ProgressEvent {}

    /** Workers wait for something other than their turn; the sentence says why. */
    record WaitBegan(String why) implements ProgressEvent {}

    /** The workers that waited go on, or have ended; the sentence is the one with which it began. */
    record WaitEnded(String why) implements ProgressEvent {}

    /**
     * Something that a person should know and that ends nothing, as in "cut attempt 2 of instance mysql-a timed out".
     */
    record Notice(String text) implements ProgressEvent {}
}
