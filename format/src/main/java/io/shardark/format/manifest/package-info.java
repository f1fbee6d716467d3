/** What proves that a backup is whole: root manifest, shard manifests, SHA256SUMS. */
@NullMarked
package io.shardark.format.manifest;

import org.jspecify.annotations.NullMarked;
