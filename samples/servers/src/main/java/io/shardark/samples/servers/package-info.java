@NullMarked
package io.shardark.samples.servers;

import org.jspecify.annotations.NullMarked;
