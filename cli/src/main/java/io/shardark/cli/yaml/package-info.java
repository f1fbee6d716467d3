/** YAML as a small tree whose every node knows its line. */
@NullMarked
package io.shardark.cli.yaml;

import org.jspecify.annotations.NullMarked;
