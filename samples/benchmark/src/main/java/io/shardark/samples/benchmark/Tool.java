package io.shardark.samples.benchmark;

import java.nio.file.Path;
import java.util.List;

/** A program that is measured. Commands are run without a shell. */
interface Tool {
    String name();

    /** Saves all shards in an empty folder. */
    List<String> backup(Path folder);

    /** Loads what a backup left in the folder into a server without these shards; empty for what only reads. */
    List<String> restore(Path folder);
}
