package io.shardark.engine.load;

/** Whether a restore is written to the binary logs of its targets. */
public enum BinaryLog {
    /** As the server has it: replicas get what is restored. */
    ON,
    /** No statement of the restore is written: replicas, and recovery from binary logs, do not get it. */
    OFF
}
