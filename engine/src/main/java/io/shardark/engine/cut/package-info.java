/** Taking one point in time over all instances, and saying honestly what it is. */
@NullMarked
package io.shardark.engine.cut;

import org.jspecify.annotations.NullMarked;
