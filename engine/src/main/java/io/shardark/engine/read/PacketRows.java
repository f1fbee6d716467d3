package io.shardark.engine.read;

import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.jdbc.result.ResultSetImpl;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.result.Row;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Finds the values of streamed rows in the driver's own packets, so that they are copied once: into the chunk.
 * {@code ResultSet.getBytes} makes an array of each value and looks for it three times, and {@code ResultSet.next}
 * takes a lock, which together cost as much as receiving the rows (Connector/J 9.7.0, TextBufferRow).
 */
final class PacketRows {
    private final ResultsetRows rows;
    private final RowDecoder decoder;

    private PacketRows(ResultsetRows rows, RowDecoder decoder) {
        this.rows = rows;
        this.decoder = decoder;
    }

    /**
     * The rows of a streamed result of a plain statement.
     *
     * @param columns how many columns of each row are wanted, from the first
     */
    static PacketRows ofText(ResultSet result, int columns) throws SQLException {
        ResultsetRows rows = rowsOf(result);
        return new PacketRows(rows, TextDecoder.of(rows.getMetadata().getFields(), columns));
    }

    /**
     * The rows of a streamed result of a prepared statement.
     *
     * @param columns how many columns of each row are wanted, from the first behind the marker
     */
    static PacketRows ofBinary(ResultSet result, int columns) throws SQLException {
        ResultsetRows rows = rowsOf(result);
        return new PacketRows(
                rows,
                BinaryDecoder.of(rows.getMetadata().getFields(), columns)
                        // A statement is prepared again, unasked, when a table's definition has changed.
                        .orElseThrow(() -> new SQLException("the types of columns changed before they were read")));
    }

    private static ResultsetRows rowsOf(ResultSet result) throws SQLException {
        return result.unwrap(ResultSetImpl.class).getRows();
    }

    /** Moves to the next row; false after the last one. */
    boolean next() throws SQLException {
        try {
            Row row = rows.next();
            if (row == null) {
                return false;
            }
            decoder.decode(row);
            return true;
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        }
    }

    /** The values of the current row; the same object for every row. */
    RowValues values() {
        return decoder.values();
    }
}
