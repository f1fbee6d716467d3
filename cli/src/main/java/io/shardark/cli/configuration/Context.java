package io.shardark.cli.configuration;

import java.nio.file.Path;

/**
 * What every value of one file is read with.
 *
 * @param folder what paths are relative to
 */
record Context(Path folder, Purpose purpose, Placeholders placeholders, Problems problems) {}
