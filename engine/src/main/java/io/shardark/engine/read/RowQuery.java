package io.shardark.engine.read;

import io.shardark.engine.mysql.ServerIdentity;
import io.shardark.engine.mysql.SqlText;

/** The statements that walk a table in the order of its key. */
final class RowQuery {
    private RowQuery() {}

    /** All stored columns of the rows of a range, in the order of the key. */
    static String rows(String schema, KeyRange range, RowReading reading) {
        String columns = ColumnList.of(range.table(), reading.json());
        String framed = reading.encoding() == RowEncoding.BINARY ? columns + ", " + BinaryDecoder.END : columns;
        return "SELECT " + framed + source(schema, range);
    }

    /** The key alone of the rows of a range, in the order of the key. */
    static String keys(String schema, KeyRange range) {
        return "SELECT " + SqlText.names(range.table().key()) + source(schema, range);
    }

    /** The last key of a table whose key is one column. MAX would read all of an index that descends (MySQL 9.7). */
    static String lastKey(String schema, KeyRange all) {
        return keys(schema, all) + " DESC LIMIT 1";
    }

    /**
     * What the optimizer expects of reading the keys of a range. With FORCE INDEX, MySQL would not look into the index
     * to tell (reference manual, "Equality Range Optimization of Many-Valued Comparisons": skipped index dives).
     */
    static String expectation(String schema, KeyRange range, ServerIdentity server) {
        String explain = server.isMariaDb() ? "EXPLAIN SELECT " : "EXPLAIN FORMAT=TRADITIONAL SELECT ";
        return explain + SqlText.names(range.table().key()) + " FROM "
                + SqlText.name(schema, range.table().name()) + " USE INDEX (" + SqlText.name(range.index()) + ")"
                + KeyCondition.where(range);
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
