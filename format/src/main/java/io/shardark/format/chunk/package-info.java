/** Turns the rows of a chunk into stored bytes and back, and proves both ways. */
@NullMarked
package io.shardark.format.chunk;

import org.jspecify.annotations.NullMarked;
