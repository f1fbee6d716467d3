/** The place that holds backups: its identity and its list. */
@NullMarked
package io.shardark.engine.repository;

import org.jspecify.annotations.NullMarked;
