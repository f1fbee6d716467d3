package io.shardark.samples.servers;

import io.shardark.samples.servers.ServerOptions.Lifetime;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server program under a small shell that reads signal names from a pipe of this JVM.
 *
 * <p>The end of that pipe is the one thing that tells of the JVM's death whatever its cause, SIGKILL included: the
 * shell then kills the server and removes its home folder. A shutdown hook would not run. The shell itself ignores what
 * a terminal or timeout(1) sends to the whole process group: without it, a server that is slow to shut down would stay.
 */
final class ServerProcess {

    private static final String GUARD = """
            lifetime=$1 home=$2; shift 2
            trap '' HUP INT TERM
            exec 3<&0
            (trap - HUP INT TERM; exec "$@") </dev/null 3<&- &
            server=$!
            echo "$server" >"$home/pid"
            {
                while read -r signal <&3; do kill -s "$signal" "$server"; done
                : >"$home/orphaned"
                if [ "$lifetime" = JVM ]; then kill -s KILL "$server"; fi
            } &
            watcher=$!
            exec 3<&-
            wait "$server"
            code=$?
            if [ -e "$home/orphaned" ]; then rm -rf "$home"; fi
            kill -s KILL "$watcher" 2>/dev/null
            exit "$code"
            """;

    private final Process process;
    private final Path home;

    private ServerProcess(Process process, Path home) {
        this.process = process;
        this.home = home;
    }

    /** Starts the command; its output is appended to the log. The home folder is deleted when the JVM dies. */
    static ServerProcess start(List<String> command, Path home, Path log, Lifetime lifetime) {
        List<String> guarded = new ArrayList<>();
        if (lifetime == Lifetime.DETACHED) {
            // Out of the terminal's process group: Ctrl-C and a hang-up are not for this server.
            guarded.add("setsid");
        }
        guarded.addAll(List.of("sh", "-c", GUARD, "shardark-server", lifetime.name(), home.toString()));
        guarded.addAll(command);
        try {
            Process process = new ProcessBuilder(guarded)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ServerProcess(process, home);
        } catch (IOException e) {
            throw new ServerException("A server process cannot be started: " + e.getMessage(), e);
        }
    }

    /** Runs a command to its end. Anything but success is an exception with the end of the log. */
    static void run(List<String> command, Path log) {
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new ServerException(command.get(0) + " ended with code " + code + ". " + LogTail.of(log));
            }
        } catch (IOException e) {
            throw new ServerException(command.get(0) + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw Interrupts.interrupted(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal, such as {@code TERM}. Does nothing when the process has ended. */
    void signal(String name) {
        OutputStream pipe = process.getOutputStream();
        try {
            pipe.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new ServerException("The server's guard does not listen: " + e.getMessage(), e);
            }
        }
    }

    /** Whether the process ended within this time. */
    boolean awaitEnd(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Interrupts.interrupted(e);
        }
    }

    /** The server's own process id, not that of the shell around it. */
    String pid() {
        try {
            return Files.readString(home.resolve("pid")).strip();
        } catch (IOException e) {
            throw new ServerException("The server's process id is not known: " + e.getMessage(), e);
        }
    }
}
