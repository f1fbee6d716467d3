package io.shardark.engine.read;

import io.shardark.format.error.UnreachableException;

/** Finds the values in one row of a result. Used by one thread. */
interface RowDecoder {
    /**
     * Finds the values of a row.
     *
     * @param packet has the row; not to be changed while its values are used
     * @param start where the row begins in it
     * @param end where the row ends in it
     * @throws UnreachableException when the columns do not end where the row does
     */
    void decode(byte[] packet, int start, int end);

    /** The values of the row that was decoded last; the same object for every row. */
    RowValues values();

    /** What it means when a row is not what it was said to be. */
    static UnreachableException torn() {
        return new UnreachableException(
                "a row of a result does not end where its columns do",
                "A proxy between Shardark and the server may change results; connect to the server directly.");
    }
}
