package io.shardark.engine.pace;

/** Why workers wait. */
public enum WaitReason {
    BYTES_PER_SECOND("bytes-per-second"),
    ROWS_PER_SECOND("rows-per-second"),
    THREADS_RUNNING("threads-running"),
    REPLICA_LAG("replica-lag"),
    HISTORY_LIST_LENGTH("history-list-length"),
    PAUSE_FILE("pause-file");

    private final String key;

    WaitReason(String key) {
        this.key = key;
    }

    /** What the limit is called in the configuration and in reports. */
    public String key() {
        return key;
    }
}
