/** The configuration file: what it says, and everything that is wrong with it. */
@NullMarked
package io.shardark.cli.configuration;

import org.jspecify.annotations.NullMarked;
