package io.shardark.format.error;

/** The configuration or the command line asks for something that does not exist or contradicts itself. */
public final class ConfigurationException extends ShardarkException {
    private static final long serialVersionUID = 1L;

    /** A failure without a known remedy. */
    public ConfigurationException(String message) {
        super(message, "");
    }

    /** A failure with a hint what to do about it. */
    public ConfigurationException(String message, String hint) {
        super(message, hint);
    }

    /** A failure with a hint and the failure below that it stands for. */
    public ConfigurationException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
