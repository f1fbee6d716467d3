package io.shardark.engine.cut;

/** The statements that hold writers off. */
enum LockForm {
    /**
     * Waits for the metadata locks of every open transaction that wrote to one of the tables, so that nobody who wrote
     * is between two commits while it is held. Writers to the tables wait, readers go on.
     */
    TABLES("FLUSH TABLES ... WITH READ LOCK"),
    /**
     * Waits for the same metadata locks and needs no privilege on the server. But writers that come later go first, so
     * that it starves under a stream of them: for users who may not flush, for more tables than can be closed and
     * opened in time, and beside long statements that read, for which FLUSH waits on MySQL.
     */
    READ_TABLES("LOCK TABLES ... READ"),
    /** Stops all commits of the server, but does not wait for open transactions. */
    INSTANCE("FLUSH TABLES WITH READ LOCK"),
    /** No lock: one snapshot is consistent in itself. */
    NONE("none");

    private final String text;

    LockForm(String text) {
        this.text = text;
    }

    /** The words used in manifests. */
    String text() {
        return text;
    }

    /** The statement that locks; empty when there is nothing to lock. */
    String statement(TableNames tables) {
        return switch (this) {
            case TABLES -> tables.isEmpty() ? "" : "FLUSH TABLES " + tables.list() + " WITH READ LOCK";
            case READ_TABLES ->
                tables.isEmpty() ? "" : "LOCK TABLES " + String.join(" READ, ", tables.quoted()) + " READ";
            case INSTANCE -> "FLUSH TABLES WITH READ LOCK";
            case NONE -> "";
        };
    }
}
