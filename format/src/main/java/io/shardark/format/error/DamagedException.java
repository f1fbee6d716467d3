package io.shardark.format.error;

/**
 * Stored bytes are not what was written, or cannot be proved to be: altered, missing, swapped, forged, or rows that
 * differ.
 */
public final class DamagedException extends ShardarkException {
    private static final long serialVersionUID = 1L;

    /** A failure without a known remedy. */
    public DamagedException(String message) {
        super(message, "");
    }

    /** A failure with a hint what to do about it. */
    public DamagedException(String message, String hint) {
        super(message, hint);
    }

    /** A failure with a hint and the failure below that it stands for. */
    public DamagedException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
