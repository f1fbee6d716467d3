package io.shardark.samples.servers;

import java.time.Duration;

/** Waiting, for callers that do not expect to be interrupted. */
final class Interrupts {

    private Interrupts() {}

    static ServerException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new ServerException("Interrupted while waiting for a server.", cause);
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }
}
