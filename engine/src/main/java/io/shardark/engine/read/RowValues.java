package io.shardark.engine.read;

/** The values of one row, still in the packet in which the server sent them. Valid until the next row is read. */
final class RowValues {
    private static final int NULL = -1;

    private final int[] offsets;
    private final int[] lengths;
    private byte[] packet = new byte[0];

    RowValues(int columns) {
        this.offsets = new int[columns];
        this.lengths = new int[columns];
    }

    int columns() {
        return offsets.length;
    }

    /** Holds the values of the row and other bytes; not to be changed. */
    byte[] packet() {
        return packet;
    }

    boolean isNull(int column) {
        return lengths[column] == NULL;
    }

    /** Where a value begins in the packet; undefined for NULL. */
    int offset(int column) {
        return offsets[column];
    }

    /** Length of a value in bytes; negative for NULL. */
    int length(int column) {
        return lengths[column];
    }

    void setPacket(byte[] bytes) {
        packet = bytes;
    }

    void set(int column, int offset, int length) {
        offsets[column] = offset;
        lengths[column] = length;
    }

    void setNull(int column) {
        lengths[column] = NULL;
    }
}
