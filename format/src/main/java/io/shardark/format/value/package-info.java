/** Small immutable values that import nothing else of the project. */
@NullMarked
package io.shardark.format.value;

import org.jspecify.annotations.NullMarked;
