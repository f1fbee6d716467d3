package io.shardark.samples.servers;

import java.io.IOException;
import java.util.Optional;

/**
 * Removes a container when the JVM dies, even by SIGKILL, where Testcontainers' own helper container may not run. It
 * needs the {@code docker} command and does nothing without it.
 */
record ContainerGuard(Optional<Process> process) implements AutoCloseable {

    static ContainerGuard over(String containerId) {
        try {
            return new ContainerGuard(Optional.of(new ProcessBuilder(
                            "sh", "-c", "read -r line || docker rm -f -v \"$1\"", "shardark-guard", containerId)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()));
        } catch (IOException e) {
            return new ContainerGuard(Optional.empty());
        }
    }

    /** Ends the guard without touching the container. */
    @Override
    public void close() {
        process.ifPresent(Process::destroy);
    }
}
