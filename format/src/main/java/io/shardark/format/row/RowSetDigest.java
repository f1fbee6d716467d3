package io.shardark.format.row;

import java.util.HexFormat;

/**
 * The digest of a multiset of rows: their number, and the sum modulo 2^128 of the first 16 bytes, read as an unsigned
 * big-endian number, of the SHA-256 of each row's text with its newline. Sums add up over any partition of the rows, so
 * chunks, physical tables, logical tables and re-sharded tables can be compared. A sum and not an exclusive or: with
 * the latter, equal rows and equal errors cancel in pairs.
 *
 * @param rows number of rows, at least 0
 * @param high the upper 64 bits of the sum
 * @param low the lower 64 bits of the sum
 */
public record RowSetDigest(long rows, long high, long low) {
    /** The digest of no rows. */
    public static final RowSetDigest EMPTY = new RowSetDigest(0, 0, 0);

    /**
     * The digest of the rows of a text, which are told apart by their newlines and not checked in any other way; what
     * follows the last newline counts as a row.
     */
    public static RowSetDigest of(byte[] text, int offset, int length) {
        RowHasher hasher = new RowHasher();
        int limit = offset + length;
        int rowStart = offset;
        for (int position = offset; position < limit; position++) {
            if (text[position] == SpecialBytes.NEWLINE || position == limit - 1) {
                hasher.add(text, rowStart, position + 1 - rowStart);
                rowStart = position + 1;
            }
        }
        return hasher.digest();
    }

    /** The digest of both multisets together. */
    public RowSetDigest plus(RowSetDigest other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new RowSetDigest(Math.addExact(rows, other.rows), high + other.high + carry, sum);
    }

    /** The sum as 32 lower-case hexadecimal digits, as written in catalogs. */
    public String hex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    /**
     * Reads what {@link #hex()} wrote.
     *
     * @throws IllegalArgumentException when {@code hex} is not 32 hexadecimal digits
     */
    public static RowSetDigest parse(long rows, String hex) {
        if (hex.length() != 32) {
            throw new IllegalArgumentException("not a row-set digest: " + hex);
        }
        return new RowSetDigest(
                rows, HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    @Override
    public String toString() {
        return rows + " rows " + hex();
    }
}
