/** What the bytes of a shard mean: tables, definitions, columns, chunks, digests. */
@NullMarked
package io.shardark.format.catalog;

import org.jspecify.annotations.NullMarked;
