package io.shardark.format.error;

/** The request could be carried out only by endangering data or by claiming more than is true, so it was not. */
public final class RefusedException extends ShardarkException {
    private static final long serialVersionUID = 1L;

    /** A failure without a known remedy. */
    public RefusedException(String message) {
        super(message, "");
    }

    /** A failure with a hint what to do about it. */
    public RefusedException(String message, String hint) {
        super(message, hint);
    }

    /** A failure with a hint and the failure below that it stands for. */
    public RefusedException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
