/** Where files live: implementations of the store interface. */
@NullMarked
package io.shardark.engine.store;

import org.jspecify.annotations.NullMarked;
