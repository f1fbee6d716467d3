package io.shardark.engine.pace;

import java.time.Duration;
import java.util.List;

/** How long workers were made to wait, and why. */
public record PaceReport(List<Wait> waits) {
    /** Nobody waited. */
    public static final PaceReport NONE = new PaceReport(List.of());

    public PaceReport {
        waits = List.copyOf(waits);
    }

    /**
     * A reason for which somebody waited.
     *
     * @param instance the instance whose load was the reason; empty when it was none's
     * @param time during which at least one worker waited for it
     */
    public record Wait(WaitReason reason, String instance, Duration time) {}
}
