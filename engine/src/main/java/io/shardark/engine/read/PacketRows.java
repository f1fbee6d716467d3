package io.shardark.engine.read;

import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.jdbc.result.ResultSetImpl;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.result.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Finds the values of streamed rows in the server's own packets, so that they are copied once: into the chunk. */
final class PacketRows {
    private final PacketInput input;
    private final ResultsetRows driversRows;
    private final RowDecoder decoder;

    private PacketRows(PacketInput input, ResultsetRows driversRows, RowDecoder decoder) {
        this.input = input;
        this.driversRows = driversRows;
        this.decoder = decoder;
    }

    /**
     * The rows of a streamed result of a plain statement, none of which was read.
     *
     * @param columns how many columns of each row are wanted, which are all, or none of one
     * @throws BrokenResultException when there are others
     */
    static PacketRows ofText(ResultSet result, int columns) throws SQLException {
        ResultsetRows rows = rowsOf(result);
        int fields = fieldsOf(rows).length;
        if (fields != Math.max(1, columns)) {
            throw new BrokenResultException("rows have " + fields + " columns, " + columns + " were asked for");
        }
        return new PacketRows(inputOf(result), rows, new TextDecoder(fields, columns));
    }

    /**
     * The rows of a streamed result of a prepared statement, none of which was read.
     *
     * @param columns how many columns of each row are wanted; one more tells where a row ends
     */
    static PacketRows ofBinary(ResultSet result, int columns) throws SQLException {
        ResultsetRows rows = rowsOf(result);
        BinaryDecoder decoder = BinaryDecoder.of(fieldsOf(rows), columns)
                // A statement is prepared again, unasked, when a table's definition has changed.
                .orElseThrow(() -> new SQLException("the types of columns changed before they were read"));
        return new PacketRows(inputOf(result), rows, decoder);
    }

    private static ResultsetRows rowsOf(ResultSet result) throws SQLException {
        return result.unwrap(ResultSetImpl.class).getRows();
    }

    private static Field[] fieldsOf(ResultsetRows rows) {
        return rows.getMetadata().getFields();
    }

    private static PacketInput inputOf(ResultSet result) throws SQLException {
        Statement statement = result.getStatement();
        return PacketInput.of(statement.getConnection());
    }

    /**
     * Moves to the next row; false after the last one.
     *
     * @throws BrokenResultException when what comes is not a row
     */
    boolean next() throws SQLException {
        if (!input.nextRow()) {
            letTheDriverEndIt();
            return false;
        }
        try {
            decoder.decode(input.array(), input.start(), input.end());
        } catch (IndexOutOfBoundsException e) {
            throw RowDecoder.torn();
        }
        return true;
    }

    private void letTheDriverEndIt() throws SQLException {
        try {
            if (driversRows.next() != null) {
                throw new BrokenResultException("a row begins as the end of a result does");
            }
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        }
    }

    /** The values of the current row; the same object for every row. */
    RowValues values() {
        return decoder.values();
    }
}
