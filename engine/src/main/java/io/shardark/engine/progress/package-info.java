/** How the engine tells what it is doing to whoever wants to show it. */
@NullMarked
package io.shardark.engine.progress;

import org.jspecify.annotations.NullMarked;
