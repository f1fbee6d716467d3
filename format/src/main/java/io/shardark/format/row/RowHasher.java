package io.shardark.format.row;

import io.shardark.format.value.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;

/** Accumulates a {@link RowSetDigest} row by row without allocating. Not safe for use by several threads. */
final class RowHasher {
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final MessageDigest sha256 = Sha256.newDigest();
    private final byte[] hash = new byte[sha256.getDigestLength()];
    private long rows;
    private long high;
    private long low;

    /** Adds a row given by its text with its newline. */
    void add(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException impossible) {
            throw new IllegalStateException("the array has the length of the digest", impossible);
        }
        long sum = low + (long) BIG_ENDIAN.get(hash, Long.BYTES);
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        high += (long) BIG_ENDIAN.get(hash, 0) + carry;
        low = sum;
        rows++;
    }

    long rows() {
        return rows;
    }

    RowSetDigest digest() {
        return new RowSetDigest(rows, high, low);
    }

    void clear() {
        rows = 0;
        high = 0;
        low = 0;
    }
}
