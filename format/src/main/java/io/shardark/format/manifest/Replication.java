package io.shardark.format.manifest;

/**
 * Whether an instance applies what other servers commit. Of such an instance no lock proves more than its own
 * consistency: one shard may already show a transaction whose other half has not arrived at the next.
 */
public enum Replication {
    /** No replication into it is configured: what it holds was committed on it. */
    NONE("none"),
    /**
     * It is a replica, also when replication is stopped, or a member of a group or cluster that is written elsewhere
     * too.
     */
    REPLICA("replica"),
    /** The user was not permitted to ask. */
    UNKNOWN("unknown");

    private final String text;

    Replication(String text) {
        this.text = text;
    }

    /** The word used in manifests. */
    public String text() {
        return text;
    }
}
