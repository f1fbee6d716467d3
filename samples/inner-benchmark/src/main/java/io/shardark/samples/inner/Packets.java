package io.shardark.samples.inner;

import io.shardark.format.row.RowBuffer;
import java.util.Arrays;

/** Values one behind the other in one array, as a driver has them in its packets. */
final class Packets {
    private final int columns;
    private final int[] ends;
    private byte[] values = new byte[1 << 20];
    private int count;

    Packets(int columns, int rows) {
        this.columns = columns;
        this.ends = new int[columns * rows];
    }

    void add(byte[] value) {
        int start = count == 0 ? 0 : ends[count - 1];
        if (start + value.length > values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        System.arraycopy(value, 0, values, start, value.length);
        ends[count++] = start + value.length;
    }

    /** Appends all rows. */
    void appendTo(RowBuffer buffer) {
        int start = 0;
        for (int value = 0; value < count; ) {
            for (int column = 0; column < columns; column++) {
                int end = ends[value++];
                buffer.append(values, start, end - start);
                start = end;
            }
            buffer.endRow();
        }
    }

    /** Appends all values as one row that is not ended, so that nothing but the escaping is done. */
    void appendAsValues(RowBuffer buffer) {
        int start = 0;
        for (int value = 0; value < count; value++) {
            int end = ends[value];
            buffer.append(values, start, end - start);
            start = end;
        }
        buffer.abandonRow();
    }

    int length() {
        return ends[count - 1];
    }

    int values() {
        return count;
    }
}
