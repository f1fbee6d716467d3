package io.shardark.engine.load;

import io.shardark.engine.read.TableSlice;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.Sha256;

/**
 * A chunk on its way into a table.
 *
 * @param ledger of the schema
 * @param loadStatement the table's, from {@link LoadStatement}
 * @param ordinal of the chunk within its shard
 * @param digest of the rows that it holds
 * @param slice of the table that they belong to
 * @param sha256 of its stored bytes
 * @param transactions whether the table's engine rolls back
 * @param place shard, table and number, for messages
 */
record ChunkToLoad(
        Ledger ledger,
        String loadStatement,
        int ordinal,
        RowSetDigest digest,
        TableSlice slice,
        Sha256 sha256,
        Transactions transactions,
        String place) {
    /** How many rows it holds. */
    long rows() {
        return digest.rows();
    }

    /** Whether an engine can roll back. */
    enum Transactions {
        SUPPORTED,
        /** A failed attempt may leave rows behind, so the table has to be emptied before the next one. */
        UNSUPPORTED
    }
}
