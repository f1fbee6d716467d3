/** Choosing the shards, tables, rows and objects that a backup or a restore is about. */
@NullMarked
package io.shardark.engine.selection;

import org.jspecify.annotations.NullMarked;
