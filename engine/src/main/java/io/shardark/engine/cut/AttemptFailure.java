package io.shardark.engine.cut;

import io.shardark.engine.topology.Instance;
import io.shardark.format.error.ShardarkException;

/** Why an attempt at a cut did not succeed, when it left every server usable. */
final class AttemptFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether another attempt makes sense. */
    enum Kind {
        /** Somebody was in the way; another attempt may succeed. */
        BUSY,
        /** The user lacks a privilege; no attempt will succeed. */
        NOT_PERMITTED,
        /** No lock on this server proves the level, since what it holds was committed elsewhere. */
        REPLICA
    }

    private final Kind kind;
    private final transient Instance instance;
    private final String reason;

    AttemptFailure(Kind kind, Instance instance, String reason) {
        super(instance.place() + ": " + reason);
        this.kind = kind;
        this.instance = instance;
        this.reason = reason;
    }

    AttemptFailure(Kind kind, Instance instance, String reason, ShardarkException cause) {
        super(instance.place() + ": " + reason, cause);
        this.kind = kind;
        this.instance = instance;
        this.reason = reason;
    }

    Kind kind() {
        return kind;
    }

    Instance instance() {
        return instance;
    }

    /** For a manifest, which is not encrypted: names no host, user or table. */
    String withoutNames() {
        return "instance " + instance.number() + ": " + reason;
    }

    /** For the person at the terminal: with the place, and with the privilege that the server asks for. */
    String withNames() {
        Throwable cause = getCause();
        return kind == Kind.NOT_PERMITTED && cause != null
                ? String.valueOf(cause.getMessage())
                : String.valueOf(getMessage());
    }
}
