/** Cutting tables into chunks and reading their rows. */
@NullMarked
package io.shardark.engine.read;

import org.jspecify.annotations.NullMarked;
