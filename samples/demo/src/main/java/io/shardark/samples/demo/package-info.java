@NullMarked
package io.shardark.samples.demo;

import org.jspecify.annotations.NullMarked;
