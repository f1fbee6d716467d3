package io.shardark.samples.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which servers this machine can run, and starting them.
 *
 * <p>MariaDB always runs. MySQL needs the environment variable {@code SHARDARK_MYSQL_IMAGE} (a container image) or
 * {@code SHARDARK_MYSQL_ROOT} (a root folder). {@code SHARDARK_REQUIRE_SERVERS}, a list such as {@code mariadb,mysql},
 * makes it an error when one of them is missing. {@code SHARDARK_OLDER_MARIADB_ROOT} (a root folder) adds a MariaDB of
 * an older version, for what goes from one version to another.
 */
public final class Servers {

    private Servers() {}

    /**
     * The flavours to test with: MariaDB, and MySQL when the machine has one.
     *
     * @throws ServerException when the environment requires a flavour that is not configured
     */
    public static List<ServerFlavor> available() {
        MySqlSettings mysql = MySqlSettings.ofThisMachine();
        List<ServerFlavor> flavors = available(
                mysql,
                Optional.ofNullable(System.getenv("SHARDARK_REQUIRE_SERVERS")).orElse(""));
        if (!mysql.configured()) {
            Note.print();
        }
        return flavors;
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
            case MYSQL -> MySqlSettings.ofThisMachine().start(options);
        };
    }

    /** Starts a MariaDB that is older than the usual one; empty when this machine has none. */
    public static Optional<DatabaseServer> startOlderMariaDb() {
        return Optional.ofNullable(System.getenv("SHARDARK_OLDER_MARIADB_ROOT"))
                .filter(root -> !root.isBlank())
                .map(root -> LocalServer.start(new MariaDbRootInstallation(Path.of(root)), ServerOptions.defaults()));
    }

    static List<ServerFlavor> available(MySqlSettings mysql, String required) {
        List<ServerFlavor> flavors = new ArrayList<>(List.of(ServerFlavor.MARIADB));
        if (mysql.configured()) {
            flavors.add(ServerFlavor.MYSQL);
        }
        List<ServerFlavor> missing =
                required(required).filter(flavor -> !flavors.contains(flavor)).toList();
        if (!missing.isEmpty()) {
            throw new ServerException("Required but not configured: " + missing
                    + ". Set SHARDARK_MYSQL_IMAGE to a container image or SHARDARK_MYSQL_ROOT to a root folder.");
        }
        return List.copyOf(flavors);
    }

    private static Stream<ServerFlavor> required(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Servers::flavor);
    }

    private static ServerFlavor flavor(String name) {
        return Arrays.stream(ServerFlavor.values())
                .filter(flavor -> flavor.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ServerException("SHARDARK_REQUIRE_SERVERS names an unknown server: " + name));
    }

    /** Printed once in a JVM: class initialisation sees to it. */
    private static final class Note {

        static {
            System.err.println("Only MariaDB is tested: neither SHARDARK_MYSQL_IMAGE nor SHARDARK_MYSQL_ROOT is set.");
        }

        private Note() {}

        static void print() {}
    }
}
