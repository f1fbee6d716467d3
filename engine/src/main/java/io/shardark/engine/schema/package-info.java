/** Reading the definitions of everything in a schema, and proving that they did not change. */
@NullMarked
package io.shardark.engine.schema;

import org.jspecify.annotations.NullMarked;
