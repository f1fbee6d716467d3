/** What Shardark does: each operation is a page of steps in the order they happen. */
@NullMarked
package io.shardark.engine.operation;

import org.jspecify.annotations.NullMarked;
