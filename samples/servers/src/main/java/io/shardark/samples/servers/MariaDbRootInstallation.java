package io.shardark.samples.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A MariaDB of another version than the build's own, in a root folder of its own that has {@code usr/sbin/mariadbd}
 * and, in {@code shardark/template}, an initialised data directory. Needs root.
 */
final class MariaDbRootInstallation implements Installation {

    private final Path root;

    MariaDbRootInstallation(Path root) {
        this.root = root.toAbsolutePath().normalize();
        if (!Files.isExecutable(this.root.resolve("usr/sbin/mariadbd"))
                || !Files.isDirectory(this.root.resolve("shardark/template"))) {
            throw new ServerException("The folder " + root + " has no usr/sbin/mariadbd or no shardark/template.");
        }
    }

    @Override
    public ServerFlavor flavor() {
        return ServerFlavor.MARIADB;
    }

    @Override
    public Path createHome() {
        try {
            return Files.createTempDirectory(Files.createDirectories(root.resolve("srv")), "shardark-mariadb-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void initialize(Path data, Path log, List<String> arguments) {
        Folders.copy(root.resolve("shardark/template"), data);
    }

    @Override
    public List<String> program() {
        return List.of(
                "chroot",
                root.toString(),
                "/usr/sbin/mariadbd",
                "--no-defaults",
                "--user=root",
                "--skip-ssl",
                "--binlog-format=ROW");
    }

    @Override
    public Path inside(Path path) {
        if (!path.startsWith(root)) {
            throw new ServerException("A server in " + root + " cannot see " + path + ".");
        }
        return Path.of("/").resolve(root.relativize(path));
    }
}
