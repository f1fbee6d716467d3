/** The commands that people type, their options and exit codes. */
@NullMarked
package io.shardark.cli.command;

import org.jspecify.annotations.NullMarked;
