/** The demo that README begins with: back up real shards while they are written to, lose them, restore them. */
@NullMarked
package io.shardark.samples.demo;

import org.jspecify.annotations.NullMarked;
