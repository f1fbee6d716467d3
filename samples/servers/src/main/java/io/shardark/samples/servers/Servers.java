package io.shardark.samples.servers;

import java.util.List;
import java.util.stream.Stream;

/** Which servers this machine can run, and starting them. */
public final class Servers {

    private Servers() {}

    /**
     * The flavours to test with: MariaDB, and MySQL when the machine has one.
     *
     * @throws ServerException when the environment requires a flavour that is not configured
     */
    public static List<ServerFlavor> available() {
        return Availability.FLAVORS;
    }

    /** {@link #available()} as a stream, for {@code @MethodSource}. */
    public static Stream<ServerFlavor> flavors() {
        return available().stream();
    }

    /** Starts a new server with the default options. */
    public static DatabaseServer start(ServerFlavor flavor) {
        return start(flavor, ServerOptions.defaults());
    }

    /** Starts a new server and returns when it accepts connections. */
    public static DatabaseServer start(ServerFlavor flavor, ServerOptions options) {
        return switch (flavor) {
            case MARIADB -> LocalServer.start(MariaDbInstallation.get(), options);
            case MYSQL -> throw new ServerException("MySQL is not supported yet.");
        };
    }

    /** Found out once, so that the note on a missing MySQL is printed once. */
    private static final class Availability {

        static final List<ServerFlavor> FLAVORS = List.of(ServerFlavor.MARIADB);
    }
}
