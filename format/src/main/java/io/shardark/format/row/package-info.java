/** The text of rows and the digest over sets of them. */
@NullMarked
package io.shardark.format.row;

import org.jspecify.annotations.NullMarked;
