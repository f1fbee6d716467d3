/** Where files live: the narrow interface that disks and object stores implement. */
@NullMarked
package io.shardark.format.store;

import org.jspecify.annotations.NullMarked;
