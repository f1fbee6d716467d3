package io.shardark.format.error;

/** A file was written in a format version that this program does not know. */
public final class TooNewException extends ShardarkException {
    private static final long serialVersionUID = 1L;

    /** A failure without a known remedy. */
    public TooNewException(String message) {
        super(message, "");
    }

    /** A failure with a hint what to do about it. */
    public TooNewException(String message, String hint) {
        super(message, hint);
    }

    /** A failure with a hint and the failure below that it stands for. */
    public TooNewException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
