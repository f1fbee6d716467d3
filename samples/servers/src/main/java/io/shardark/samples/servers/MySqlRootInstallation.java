package io.shardark.samples.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** MySQL in a root folder of its own, for machines that can neither install it nor run containers. Needs root. */
final class MySqlRootInstallation implements Installation {

    private final Path root;

    MySqlRootInstallation(Path root) {
        this.root = root.toAbsolutePath().normalize();
        if (!Files.isExecutable(this.root.resolve("usr/sbin/mysqld"))) {
            throw new ServerException("The folder " + root + " has no usr/sbin/mysqld.");
        }
    }

    @Override
    public ServerFlavor flavor() {
        return ServerFlavor.MYSQL;
    }

    @Override
    public Path createHome() {
        try {
            return Files.createTempDirectory(Files.createDirectories(root.resolve("srv")), "shardark-mysql-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void initialize(Path data, Path log, List<String> arguments) {
        List<String> forData = ServerArguments.ofDataDirectory(arguments);
        // As in a container image: an initialised data directory without a server id.
        Path template = root.resolve("shardark/template");
        if (forData.isEmpty() && Files.isDirectory(template)) {
            Folders.copy(template, data);
            return;
        }
        List<String> command = new ArrayList<>(mysqld());
        command.add("--initialize-insecure");
        command.add("--datadir=" + inside(data));
        command.addAll(forData);
        ServerProcess.run(command, log);
    }

    @Override
    public List<String> program() {
        return Stream.concat(mysqld().stream(), ServerArguments.mysql().stream())
                .toList();
    }

    private List<String> mysqld() {
        return List.of(
                "chroot",
                root.toString(),
                "/usr/sbin/mysqld",
                "--no-defaults",
                "--user=root",
                // Its default is a folder that only the full package makes.
                "--secure-file-priv=/tmp");
    }

    @Override
    public Path inside(Path path) {
        if (!path.startsWith(root)) {
            throw new ServerException("A server in " + root + " cannot see " + path + ".");
        }
        return Path.of("/").resolve(root.relativize(path));
    }
}
