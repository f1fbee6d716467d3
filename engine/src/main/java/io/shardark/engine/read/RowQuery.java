package io.shardark.engine.read;

import io.shardark.engine.mysql.SqlText;

/** The statements that walk a table in the order of its key. */
final class RowQuery {
    private RowQuery() {}

    /** All stored columns of the rows of a range, in the order of the key. */
    static String rows(String schema, KeyRange range, RowReading reading) {
        String columns = ColumnList.of(range.table(), reading.json());
        String framed = reading.encoding() == RowEncoding.BINARY
                ? BinaryDecoder.MARKER + ", " + columns + ", " + BinaryDecoder.END
                : columns;
        return "SELECT " + framed + source(schema, range);
    }

    /** The key alone of the rows of a range, in the order of the key. */
    static String keys(String schema, KeyRange range) {
        return "SELECT " + SqlText.names(range.table().key()) + source(schema, range);
    }

    /** Without FORCE INDEX a server may prefer to read the table and sort it, once for every range. */
    private static String source(String schema, KeyRange range) {
        String from = " FROM " + SqlText.name(schema, range.table().name());
        if (range.index().isEmpty()) {
            return from + KeyCondition.where(range);
        }
        return from + " FORCE INDEX (" + SqlText.name(range.index()) + ")" + KeyCondition.where(range) + " ORDER BY "
                + SqlText.names(range.table().key());
    }
}
