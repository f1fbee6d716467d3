/** Measures the inner parts of the format, each by itself in one process, with JMH. */
@NullMarked
package io.shardark.samples.inner;

import org.jspecify.annotations.NullMarked;
