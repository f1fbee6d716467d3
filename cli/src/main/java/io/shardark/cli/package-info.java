@NullMarked
package io.shardark.cli;

import org.jspecify.annotations.NullMarked;
