package io.shardark.format.catalog;

import io.shardark.format.row.RowSetDigest;

/**
 * The sums over all chunks of a table, checked against the server's own COUNT(*) in the same snapshot.
 *
 * @param table number of the table
 * @param chunks number of its chunks; 0 for an empty table
 * @param bytes length of its row text
 * @param digest count and digest of its rows
 */
public record TableTotals(int table, int chunks, long bytes, RowSetDigest digest) {}
