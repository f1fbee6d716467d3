/** What a person sees while an operation runs. */
@NullMarked
package io.shardark.cli.progress;

import org.jspecify.annotations.NullMarked;
