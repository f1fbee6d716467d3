package io.shardark.engine.read;

import com.mysql.cj.result.Row;

/** Finds the values in one row of a result. Used by one thread. */
interface RowDecoder {
    /** Finds the values of a row. */
    void decode(Row row);

    /** The values of the row that was decoded last; the same object for every row. */
    RowValues values();
}
