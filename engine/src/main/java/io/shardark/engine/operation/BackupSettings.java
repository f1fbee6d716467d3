package io.shardark.engine.operation;

import io.shardark.engine.cut.CutSettings;

/**
 * How a backup works.
 *
 * @param connectionsPerInstance sessions that read rows at the same time from one instance, at least 1
 * @param chunkBytes row text after which a chunk ends, 64 KiB to 64 MiB
 */
public record BackupSettings(int connectionsPerInstance, int chunkBytes, CutSettings cut) {}
