package io.shardark.format.error;

/** A server or a store could not be reached, or failed while it was used. */
public final class UnreachableException extends ShardarkException {
    private static final long serialVersionUID = 1L;

    /** A failure without a known remedy. */
    public UnreachableException(String message) {
        super(message, "");
    }

    /** A failure with a hint what to do about it. */
    public UnreachableException(String message, String hint) {
        super(message, hint);
    }

    /** A failure with a hint and the failure below that it stands for. */
    public UnreachableException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
