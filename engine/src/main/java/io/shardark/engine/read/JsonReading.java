package io.shardark.engine.read;

/**
 * How the JSON columns of MySQL are read. A backup holds the text of {@code CAST(CONVERT(c USING utf8mb4) AS JSON)}:
 * what the text of a document means when it is read again, which differs from the document where SQL functions have put
 * a DECIMAL into it. To have the server parse every document costs it as much as all other columns of a usual row, so
 * the plain text is read first.
 */
public enum JsonReading {
    /**
     * As the server shows the document; the same text when all its numbers are short integers, see {@link JsonNumbers}.
     */
    AS_SHOWN,
    /** As the server shows what it makes of that text. */
    READ_AGAIN
}
