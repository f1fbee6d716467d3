package io.shardark.engine.operation;

import io.shardark.engine.load.LoadChoices;
import io.shardark.engine.pace.PaceLimits;

/**
 * How a restore works.
 *
 * @param connectionsPerInstance sessions that load rows at the same time into one instance, at least 1
 * @param choices what of the servers' logs it does without
 * @param pace how much may be asked of the servers
 */
public record RestoreSettings(int connectionsPerInstance, LoadChoices choices, PaceLimits pace) {
    /** With all logs, as fast as it goes. */
    public RestoreSettings(int connectionsPerInstance) {
        this(connectionsPerInstance, LoadChoices.USUAL, PaceLimits.NONE);
    }

    /** With all logs. */
    public RestoreSettings(int connectionsPerInstance, PaceLimits pace) {
        this(connectionsPerInstance, LoadChoices.USUAL, pace);
    }

    /** As fast as it goes. */
    public RestoreSettings(int connectionsPerInstance, LoadChoices choices) {
        this(connectionsPerInstance, choices, PaceLimits.NONE);
    }

    /** The same with other choices. */
    public RestoreSettings with(LoadChoices others) {
        return new RestoreSettings(connectionsPerInstance, others, pace);
    }
}
