/** Cuts taken while others write, and while their coordinators are killed. */
@NullMarked
package io.shardark.engine.cut.pressure;

import org.jspecify.annotations.NullMarked;
