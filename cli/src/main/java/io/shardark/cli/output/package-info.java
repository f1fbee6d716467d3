/** Reports as text for people and as JSON for programs. */
@NullMarked
package io.shardark.cli.output;

import org.jspecify.annotations.NullMarked;
