package io.shardark.format.row;

import io.shardark.format.error.RefusedException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Collects rows as row text (FORMAT.md section 3.1) and their digest. A worker keeps one and uses it for chunk after
 * chunk: values are appended in the order of the columns, {@link #endRow()} ends each row, {@link #clear()} starts the
 * next chunk. Appending allocates only when the text outgrows the array. Not safe for use by several threads.
 */
public final class RowBuffer {
    /** Some virtual machines cannot make an array of exactly {@link Integer#MAX_VALUE}. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private static final int INITIAL = 64 << 10;

    private static final int LARGE = 1 << 20;

    /**
     * Values are escaped in pieces, so that room for the worst case is reserved for a piece and not for a whole value.
     */
    private static final int PIECE = 64 << 10;

    private final int usual;
    private final RowHasher hasher = new RowHasher();
    private byte[] text;
    private int end;
    private int rowStart;
    private boolean rowHasValues;

    /**
     * An empty buffer.
     *
     * @param chunkBytes length at which the user ends a chunk; an array that a longer one has made far larger is given
     *     back by {@link #clear()}
     */
    public RowBuffer(int chunkBytes) {
        long withSlack = (long) chunkBytes + chunkBytes / 8 + INITIAL;
        this.usual = (int) Math.min(withSlack, LONGEST_ARRAY);
        this.text = new byte[INITIAL];
    }

    /** Appends the value NULL to the current row. */
    public void appendNull() {
        reserve(3);
        separate();
        text[end++] = SpecialBytes.BACKSLASH;
        text[end++] = 'N';
    }

    /** Appends a value to the current row. */
    public void append(byte[] value) {
        append(value, 0, value.length);
    }

    /**
     * Appends a value, given as a part of an array, to the current row.
     *
     * @throws RefusedException when the text would exceed 2 GiB
     */
    public void append(byte[] value, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, value.length);
        int position = offset;
        int limit = offset + length;
        int piece = Math.min(PIECE, length);
        reserve(1 + 2 * piece + Long.BYTES);
        separate();
        end = escape(value, position, position + piece, text, end);
        for (position += piece; position < limit; position += piece) {
            piece = Math.min(PIECE, limit - position);
            reserve(2 * piece + Long.BYTES);
            end = escape(value, position, position + piece, text, end);
        }
    }

    /** Ends the current row and counts it. A row without values is the row of a table without stored columns. */
    public void endRow() {
        reserve(1);
        text[end++] = SpecialBytes.NEWLINE;
        hasher.add(text, rowStart, end - rowStart);
        rowStart = end;
        rowHasValues = false;
    }

    /** Drops the values appended since the last {@link #endRow()}. */
    public void abandonRow() {
        end = rowStart;
        rowHasValues = false;
    }

    /** Length of the text of the ended rows, in bytes. */
    public int length() {
        return rowStart;
    }

    /** Number of ended rows. */
    public long rows() {
        return hasher.rows();
    }

    /** The digest of the ended rows. */
    public RowSetDigest digest() {
        return hasher.digest();
    }

    /**
     * The array whose first {@link #length()} bytes are the text. It is not a copy: it must not be changed, and the
     * next append or {@link #clear()} changes or replaces it.
     */
    public byte[] array() {
        return text;
    }

    /** Forgets all rows, and gives memory back when a chunk was far longer than usual. */
    public void clear() {
        end = 0;
        rowStart = 0;
        rowHasValues = false;
        hasher.clear();
        if (text.length > 2L * usual) {
            text = new byte[INITIAL];
        }
    }

    private void separate() {
        if (rowHasValues) {
            text[end++] = SpecialBytes.TAB;
        }
        rowHasValues = true;
    }

    private void reserve(int bytes) {
        if (bytes > text.length - end) {
            grow((long) end + bytes);
        }
    }

    private void grow(long required) {
        if (required > LONGEST_ARRAY) {
            throw new RefusedException(
                    "a chunk of rows longer than 2 GiB cannot be saved: " + rows() + " whole rows took " + rowStart
                            + " bytes of it",
                    "A smaller chunk size helps unless a single row is that long.");
        }
        long next = text.length < usual ? Math.min(next(text.length), usual) : text.length + text.length / 2L;
        text = Arrays.copyOf(text, (int) Math.min(Math.max(next, required), LONGEST_ARRAY));
    }

    /** Rows that fill a megabyte will fill a chunk, and every array on the way there would be garbage for long. */
    private static long next(int length) {
        return length < LARGE ? 2L * length : Long.MAX_VALUE;
    }

    /** Copies while it looks: whole words as they are, and words with a special byte once more by the byte. */
    private static int escape(byte[] from, int offset, int limit, byte[] to, int at) {
        int source = offset;
        int target = at;
        while (source <= limit - Long.BYTES) {
            long word = (long) SpecialBytes.WORD.get(from, source);
            long marks = SpecialBytes.marks(word);
            SpecialBytes.WORD.set(to, target, word);
            if (marks == 0) {
                source += Long.BYTES;
                target += Long.BYTES;
            } else {
                int clean = Long.numberOfTrailingZeros(marks) / Byte.SIZE;
                source += clean;
                target = escape(from[source++], to, target + clean);
            }
        }
        return escapeEnd(from, source, limit - source, to, target);
    }

    /** The last bytes, fewer than a word; writes a whole word all the same. */
    private static int escapeEnd(byte[] from, int offset, int count, byte[] to, int at) {
        long word = SpecialBytes.shortWord(from, offset, count);
        long marks = SpecialBytes.marks(word) & SpecialBytes.firstBytes(count);
        if (marks == 0) {
            SpecialBytes.WORD.set(to, at, word);
            return at + count;
        }
        int target = at;
        for (int source = offset; source < offset + count; source++) {
            target = escape(from[source], to, target);
        }
        return target;
    }

    private static int escape(byte value, byte[] to, int at) {
        byte letter = SpecialBytes.letter(value);
        if (letter == 0) {
            to[at] = value;
            return at + 1;
        }
        to[at] = SpecialBytes.BACKSLASH;
        to[at + 1] = letter;
        return at + 2;
    }
}
