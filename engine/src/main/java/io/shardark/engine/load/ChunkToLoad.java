package io.shardark.engine.load;

import io.shardark.format.value.Sha256;

/**
 * A chunk on its way into a table.
 *
 * @param ledger of the schema
 * @param loadStatement the table's, from {@link LoadStatement}
 * @param ordinal of the chunk within its shard
 * @param rows that it holds
 * @param sha256 of its stored bytes
 * @param transactions whether the table's engine rolls back
 * @param place shard, table and number, for messages
 */
record ChunkToLoad(
        Ledger ledger,
        String loadStatement,
        int ordinal,
        long rows,
        Sha256 sha256,
        Transactions transactions,
        String place) {
    /** Whether an engine can roll back. */
    enum Transactions {
        SUPPORTED,
        /** A failed attempt may leave rows behind, so the table has to be emptied before the next one. */
        UNSUPPORTED
    }
}
