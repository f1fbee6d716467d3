package io.shardark.format.store;

/** A file that is being written. Used by one thread at a time. Closing never publishes; only commit does. */
public interface Upload extends AutoCloseable {
    /** Appends bytes; the array may be reused as soon as the call returns. */
    void write(byte[] bytes, int offset, int length);

    /**
     * Makes the file durable and visible under its name, in this order.
     *
     * @throws io.shardark.format.error.RefusedException when the name has been taken meanwhile
     */
    void commit();

    /** Gives up the file and removes its traces, unless it was committed; afterwards does nothing. */
    @Override
    void close();
}
