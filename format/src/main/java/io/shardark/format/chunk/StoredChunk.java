package io.shardark.format.chunk;

import io.shardark.format.value.Sha256;

/**
 * A chunk as it is stored: proved to decode to the rows it was made of.
 *
 * @param bytes owned by the receiver; exactly the stored bytes
 * @param sha256 of {@code bytes}
 */
@SuppressWarnings("ArrayRecordComponent") // A value that is passed on once, never compared.
public record StoredChunk(byte[] bytes, Sha256 sha256) {}
