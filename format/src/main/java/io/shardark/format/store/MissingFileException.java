package io.shardark.format.store;

/** A file that was asked for does not exist. What that means is for the caller to say, so it carries no hint. */
public final class MissingFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the missing file and where it was looked for. */
    public MissingFileException(String name, String location) {
        super(name + " does not exist in " + location);
    }
}
