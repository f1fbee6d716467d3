package io.shardark.engine.read;

/** In which form a server sends the values of rows. The row text is the same either way. */
public enum RowEncoding {
    /** Each value as text: the answer to a plain statement. */
    TEXT,
    /**
     * Numbers and times in their own few bytes: the answer to a prepared statement. To write a DOUBLE as text, as every
     * FLOAT has to be read, takes a server longer than to read the rest of a usual row, so here the reader writes the
     * texts.
     */
    BINARY;

    /** A prepared statement is three messages instead of one, which pays for tables of some thousand rows. */
    private static final long WORTH_PREPARING = 1 << 20;

    /** The faster one for a table or a part of it, of so many bytes. */
    public static RowEncoding forBytes(long bytes) {
        return bytes < WORTH_PREPARING ? TEXT : BINARY;
    }
}
