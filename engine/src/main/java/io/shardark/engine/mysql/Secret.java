package io.shardark.engine.mysql;

/** A password. It shows itself nowhere but where it is handed to the driver. */
public final class Secret {
    private final String value;

    /** Keeps a password. */
    public Secret(String value) {
        this.value = value;
    }

    /** The password itself, for the driver only. */
    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
