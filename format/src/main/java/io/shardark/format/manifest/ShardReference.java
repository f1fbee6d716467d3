package io.shardark.format.manifest;

/**
 * A shard as the root manifest names it.
 *
 * @param shard its number, from 0
 * @param manifest the shard's manifest, named relative to the backup's folder
 * @param storedBytes the length of all its files together
 */
public record ShardReference(int shard, FileRecord manifest, long storedBytes) {}
