package io.shardark.engine.read;

/** Finds the values in one row of a result. Used by one thread. */
interface RowDecoder {
    /**
     * Finds the values of a row.
     *
     * @param packet has the row; not to be changed while its values are used
     * @param start where the row begins in it
     * @param end where the row ends in it
     * @throws BrokenResultException when the columns do not end where the row does
     * @throws IndexOutOfBoundsException when they end behind the packet
     */
    void decode(byte[] packet, int start, int end);

    /** The values of the row that was decoded last; the same object for every row. */
    RowValues values();

    /** What is wrong when a row is not what it was said to be. */
    static BrokenResultException torn() {
        return new BrokenResultException("a row does not end where its columns do");
    }
}
