package io.shardark.cli.command;

import io.shardark.cli.output.Result;

/** Something that a person can ask for. */
interface Command {
    /** Does it. Every failure that a person can act on is a {@link io.shardark.format.error.ShardarkException}. */
    Result run();
}
