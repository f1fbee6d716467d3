package io.shardark.format.manifest;

import io.shardark.format.value.Sha256;

/** A stored file: its name relative to the folder of the manifest that lists it, its length in bytes, its digest. */
public record FileRecord(String name, long length, Sha256 sha256) {}
