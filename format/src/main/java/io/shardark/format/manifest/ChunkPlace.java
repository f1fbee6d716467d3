package io.shardark.format.manifest;

import io.shardark.format.value.Sha256;

/**
 * Where a stored chunk lies.
 *
 * @param archive index of the archive file in the shard manifest
 * @param offset of the chunk's first byte in that file, behind its tar header
 * @param length in bytes, without tar padding
 * @param sha256 of exactly these bytes
 */
public record ChunkPlace(int archive, long offset, long length, Sha256 sha256) {}
