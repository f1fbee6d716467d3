/** Creating tables and loading chunks exactly once. */
@NullMarked
package io.shardark.engine.load;

import org.jspecify.annotations.NullMarked;
