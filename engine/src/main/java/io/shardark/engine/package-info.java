@NullMarked
package io.shardark.engine;

import org.jspecify.annotations.NullMarked;
