package io.shardark.format.error;

/**
 * A failure that a person can act on. The message names the place, what was found and what was expected; the hint says
 * what to do. Neither ever holds a secret or a value from a row. The concrete class is the kind of failure and decides
 * the exit code.
 */
public abstract class ShardarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    ShardarkException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    ShardarkException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** What to do about it in one sentence; empty when nothing useful can be said. */
    public final String hint() {
        return hint;
    }

    /** The message; never null, unlike the inherited contract. */
    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
