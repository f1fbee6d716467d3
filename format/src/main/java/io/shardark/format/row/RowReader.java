package io.shardark.format.row;

import io.shardark.format.error.DamagedException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Walks over row text (FORMAT.md section 3.1) and accepts nothing but what {@link RowBuffer} writes: one spelling per
 * value, and exactly as many values a row as there are columns. Accumulates the digest of the rows it has passed. Not
 * safe for use by several threads.
 */
public final class RowReader {
    private final byte[] text;
    private final int textStart;
    private final int textEnd;
    private final int columns;
    private final String place;
    private final RowHasher hasher = new RowHasher();
    /** Where each value starts, and one past the newline at the end. */
    private final int[] starts;

    private int rowStart;
    private int rowEnd;

    /**
     * A reader before the first row.
     *
     * @param bytes holds the text; not copied, so it must not change while it is read
     * @param columns values per row, at least 0
     * @param place the chunk, for messages
     */
    public RowReader(byte[] bytes, int offset, int length, int columns, String place) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.text = bytes;
        this.textStart = offset;
        this.textEnd = offset + length;
        this.columns = columns;
        this.place = place;
        this.starts = new int[columns + 1];
        this.rowStart = offset;
        this.rowEnd = offset;
    }

    /** Checks all rows of a text and returns their digest. */
    public static RowSetDigest check(byte[] bytes, int offset, int length, int columns, String place) {
        RowReader reader = new RowReader(bytes, offset, length, columns, place);
        while (reader.next()) {
            // Each row is checked and counted on the way.
        }
        return reader.digest();
    }

    /**
     * Moves to the next row.
     *
     * @return whether there is one
     * @throws DamagedException when the bytes there are not a row of this many columns
     */
    public boolean next() {
        if (rowEnd == textEnd) {
            return false;
        }
        rowStart = rowEnd;
        rowEnd = scanRow();
        hasher.add(text, rowStart, rowEnd - rowStart);
        return true;
    }

    /** Index of the first byte of the current row in the array. */
    public int rowOffset() {
        return rowStart;
    }

    /** Length of the current row's text with its newline. */
    public int rowLength() {
        return rowEnd - rowStart;
    }

    /** Whether a value of the current row is NULL; columns are numbered from 0. */
    public boolean isNull(int column) {
        int start = starts[column];
        return starts[column + 1] - start == 3 && text[start] == SpecialBytes.BACKSLASH && text[start + 1] == 'N';
    }

    /** A value of the current row without escapes, in a new array; its contents are undefined for NULL. */
    public byte[] value(int column) {
        int start = starts[column];
        int limit = starts[column + 1] - 1;
        byte[] value = new byte[limit - start];
        int length = 0;
        for (int source = start; source < limit; source++) {
            byte next = text[source];
            value[length++] = next == SpecialBytes.BACKSLASH ? (byte) SpecialBytes.meaning(text[++source]) : next;
        }
        return length == value.length ? value : Arrays.copyOf(value, length);
    }

    /** The digest of the rows passed so far, the current one included. */
    public RowSetDigest digest() {
        return hasher.digest();
    }

    private int scanRow() {
        int column = 0;
        int position = rowStart;
        beginValue(column, position);
        while (true) {
            position = SpecialBytes.next(text, position, textEnd);
            if (position == textEnd) {
                throw damaged("does not end with a newline", rowStart);
            }
            switch (text[position]) {
                case SpecialBytes.BACKSLASH -> position = escapeEnd(column, position);
                case SpecialBytes.TAB -> beginValue(++column, ++position);
                case SpecialBytes.NEWLINE -> {
                    return rowEnd(column, position);
                }
                case 0 -> throw damaged("holds a zero byte without escape", position);
                default -> position++;
            }
        }
    }

    private void beginValue(int column, int position) {
        if (column >= columns && column > 0) {
            throw damaged("has more than the " + columns + " values expected", position);
        }
        starts[column] = position;
    }

    private int rowEnd(int column, int newline) {
        boolean complete = columns == 0 ? newline == rowStart : column == columns - 1;
        if (!complete) {
            throw damaged("has " + (column + 1) + " values instead of " + columns, newline);
        }
        starts[columns] = newline + 1;
        return newline + 1;
    }

    private int escapeEnd(int column, int backslash) {
        if (backslash + 1 == textEnd) {
            throw damaged("ends within an escape", backslash);
        }
        byte letter = text[backslash + 1];
        if (SpecialBytes.meaning(letter) >= 0) {
            return backslash + 2;
        }
        if (letter != 'N') {
            throw damaged("holds an unknown escape", backslash);
        }
        boolean alone = backslash == starts[column] && endsValue(backslash + 2);
        if (!alone) {
            throw damaged("holds the escape of NULL within a value", backslash);
        }
        return backslash + 2;
    }

    private boolean endsValue(int position) {
        return position < textEnd && (text[position] == SpecialBytes.TAB || text[position] == SpecialBytes.NEWLINE);
    }

    private DamagedException damaged(String finding, int position) {
        return new DamagedException(place + ": row " + hasher.rows() + " " + finding + ", at byte "
                + (position - textStart) + " of the row text");
    }
}
