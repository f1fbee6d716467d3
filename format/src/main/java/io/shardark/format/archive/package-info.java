/** Tar files of chunks. */
@NullMarked
package io.shardark.format.archive;

import org.jspecify.annotations.NullMarked;
