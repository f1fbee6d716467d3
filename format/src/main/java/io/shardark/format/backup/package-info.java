/** Writing, opening and checking one whole backup. */
@NullMarked
package io.shardark.format.backup;

import org.jspecify.annotations.NullMarked;
