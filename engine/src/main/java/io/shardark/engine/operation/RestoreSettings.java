package io.shardark.engine.operation;

/**
 * How a restore works.
 *
 * @param connectionsPerInstance sessions that load rows at the same time into one instance, at least 1
 */
public record RestoreSettings(int connectionsPerInstance) {}
