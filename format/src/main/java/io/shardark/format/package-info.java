@NullMarked
package io.shardark.format;

import org.jspecify.annotations.NullMarked;
