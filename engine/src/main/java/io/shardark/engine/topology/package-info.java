/** Which shards there are, on which instances, and which logical tables they make up. */
@NullMarked
package io.shardark.engine.topology;

import org.jspecify.annotations.NullMarked;
