/** Whole-process measurements of Shardark beside other tools, on servers that it starts itself. */
@NullMarked
package io.shardark.samples.benchmark;

import org.jspecify.annotations.NullMarked;
