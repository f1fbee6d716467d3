/** Sparing the servers: limits of speed and of load, and pauses. */
@NullMarked
package io.shardark.engine.pace;

import org.jspecify.annotations.NullMarked;
