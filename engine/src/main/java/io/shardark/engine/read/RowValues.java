package io.shardark.engine.read;

/**
 * The texts of the values of one row: most of them still in the packet in which the server sent them, the others in an
 * array that is used again. Valid until the next row is read.
 */
final class RowValues {
    private static final int NULL = -1;

    private final int[] offsets;
    private final int[] lengths;
    private final boolean[] written;
    private final byte[] texts;
    private final int longestText;
    private byte[] packet = new byte[0];

    /** For rows whose texts are all in the packet. */
    RowValues(int columns) {
        this(columns, 0);
    }

    /** @param longestText that can be written for a value that the packet has in another form, in bytes */
    RowValues(int columns, int longestText) {
        this.offsets = new int[columns];
        this.lengths = new int[columns];
        this.written = new boolean[columns];
        this.texts = new byte[columns * longestText];
        this.longestText = longestText;
    }

    int columns() {
        return offsets.length;
    }

    boolean isNull(int column) {
        return lengths[column] == NULL;
    }

    /** Holds the text of a value and other bytes; not to be changed. */
    byte[] array(int column) {
        return written[column] ? texts : packet;
    }

    /** Where the text of a value begins in its array; undefined for NULL. */
    int offset(int column) {
        return offsets[column];
    }

    /** Length of the text of a value in bytes; negative for NULL. */
    int length(int column) {
        return lengths[column];
    }

    void setPacket(byte[] bytes) {
        packet = bytes;
    }

    /** The text is in the packet. */
    void set(int column, int offset, int length) {
        offsets[column] = offset;
        lengths[column] = length;
        written[column] = false;
    }

    /** Where {@link #texts} has room for the text of a value. */
    int room(int column) {
        return column * longestText;
    }

    /** The array for texts that are not in the packet. */
    byte[] texts() {
        return texts;
    }

    /** The text was written from {@link #room} to an end. */
    void setWritten(int column, int end) {
        int start = room(column);
        offsets[column] = start;
        lengths[column] = end - start;
        written[column] = true;
    }

    void setNull(int column) {
        lengths[column] = NULL;
    }
}
