package io.shardark.format.crypto;

/**
 * How the chunks and catalogs of one backup are kept from reading and altering: in CMS envelopes, or not at all. Safe
 * for use by several threads.
 */
public interface Envelope {
    /** Wraps a part of an array; the result is a new array. */
    byte[] seal(byte[] plain, int offset, int length);

    /**
     * Unwraps a part of an array. Nothing is released before all of it is authenticated.
     *
     * @param place the file or chunk, for messages
     * @throws io.shardark.format.error.DamagedException when the bytes are not an envelope of this backup, or altered
     * @throws io.shardark.format.error.WrongKeyException when it is an envelope for another key
     */
    byte[] open(byte[] stored, int offset, int length, String place);

    /** What is appended to the names of files in this envelope: {@code .p7m} or nothing. */
    String suffix();
}
