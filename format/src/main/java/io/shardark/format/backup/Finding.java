package io.shardark.format.backup;

/**
 * One thing that a check found.
 *
 * @param kind what sort of thing it is
 * @param file the file, named relative to the backup's folder
 * @param what a sentence: the place, what was found and what was expected
 */
public record Finding(FindingKind kind, String file, String what) {}
