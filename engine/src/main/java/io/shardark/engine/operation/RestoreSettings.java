package io.shardark.engine.operation;

import io.shardark.engine.load.LoadChoices;

/**
 * How a restore works.
 *
 * @param connectionsPerInstance sessions that load rows at the same time into one instance, at least 1
 * @param choices what of the servers' logs it does without
 */
public record RestoreSettings(int connectionsPerInstance, LoadChoices choices) {
    /** With all logs. */
    public RestoreSettings(int connectionsPerInstance) {
        this(connectionsPerInstance, LoadChoices.USUAL);
    }

    /** The same with other choices. */
    public RestoreSettings with(LoadChoices others) {
        return new RestoreSettings(connectionsPerInstance, others);
    }
}
