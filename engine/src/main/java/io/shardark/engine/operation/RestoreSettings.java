package io.shardark.engine.operation;

import io.shardark.engine.pace.PaceLimits;

/**
 * How a restore works.
 *
 * @param connectionsPerInstance sessions that load rows at the same time into one instance, at least 1
 * @param pace how much may be asked of the servers
 */
public record RestoreSettings(int connectionsPerInstance, PaceLimits pace) {
    /** Restores as fast as it goes. */
    public RestoreSettings(int connectionsPerInstance) {
        this(connectionsPerInstance, PaceLimits.NONE);
    }
}
