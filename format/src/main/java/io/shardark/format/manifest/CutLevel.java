package io.shardark.format.manifest;

/** What a cut over several servers was proved to be; from the weakest to the strongest. */
public enum CutLevel {
    /** Each instance is consistent in itself. */
    PER_INSTANCE("per-instance"),
    /** Commits were stopped everywhere at one moment, but open cross-shard transactions may be cut in half. */
    INSTANT("instant"),
    /** No transaction that spans shards is half inside. */
    GLOBAL("global");

    private final String text;

    CutLevel(String text) {
        this.text = text;
    }

    /** The word used in manifests and configurations. */
    public String text() {
        return text;
    }
}
