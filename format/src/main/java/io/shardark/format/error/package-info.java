/** The typed failures that every layer speaks; each kind has its exit code. */
@NullMarked
package io.shardark.format.error;

import org.jspecify.annotations.NullMarked;
