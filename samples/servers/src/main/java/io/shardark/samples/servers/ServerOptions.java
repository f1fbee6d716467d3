package io.shardark.samples.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a server is started.
 *
 * @param arguments command line options for the server, such as {@code --gtid-mode=OFF}; they come last and so win
 * @param dataDirectory where the data lives and stays after {@link DatabaseServer#close()}; a new temporary folder,
 *     deleted at the end, when empty. Containers have their data inside and refuse it.
 * @param lifetime what ends the server
 */
public record ServerOptions(List<String> arguments, Optional<Path> dataDirectory, Lifetime lifetime) {

    /** What ends a server that nobody closed. */
    public enum Lifetime {
        /** It dies with the JVM that started it, however that ends. */
        JVM,
        /** It goes on until somebody runs {@link DatabaseServer#stopCommand()}. */
        DETACHED
    }

    /** Copies the list, so that the options are immutable. */
    public ServerOptions {
        arguments = List.copyOf(arguments);
    }

    /** A temporary data directory, no further arguments, the lifetime of the JVM. */
    public static ServerOptions defaults() {
        return new ServerOptions(List.of(), Optional.empty(), Lifetime.JVM);
    }

    /** These options with more arguments for the server. */
    public ServerOptions withArguments(String... more) {
        return new ServerOptions(
                Stream.concat(arguments.stream(), Stream.of(more)).toList(), dataDirectory, lifetime);
    }

    /** These options with a data directory that the caller owns; a server is initialised in it when it is empty. */
    public ServerOptions withDataDirectory(Path directory) {
        return new ServerOptions(arguments, Optional.of(directory), lifetime);
    }

    /** These options for a server that goes on after the JVM has ended. */
    public ServerOptions outlivingJvm() {
        return new ServerOptions(arguments, dataDirectory, Lifetime.DETACHED);
    }
}
