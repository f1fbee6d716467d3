package io.shardark.format.error;

/** A key or passphrase does not open what it was tried on. */
public final class WrongKeyException extends ShardarkException {
    private static final long serialVersionUID = 1L;

    /** A failure without a known remedy. */
    public WrongKeyException(String message) {
        super(message, "");
    }

    /** A failure with a hint what to do about it. */
    public WrongKeyException(String message, String hint) {
        super(message, hint);
    }

    /** A failure with a hint and the failure below that it stands for. */
    public WrongKeyException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
