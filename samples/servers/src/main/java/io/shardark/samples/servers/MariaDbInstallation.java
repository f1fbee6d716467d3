package io.shardark.samples.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MariaDB unpacked in the user's cache, with a ready data directory beside it. */
final class MariaDbInstallation implements Installation {

    private final Path base;
    private final Path template;

    private MariaDbInstallation(Path base, Path template) {
        this.base = base;
        this.template = template;
    }

    /** Unpacks and initialises at the first call on a machine; later calls find the result. */
    static MariaDbInstallation get() {
        MariaDbArchive archive = MariaDbArchive.onClassPath();
        Path cache = Cache.folder();
        Path base = Cache.getOrMake(cache.resolve("mariadb-" + archive.version()), archive::unpack);
        Path template = Cache.getOrMake(
                cache.resolve("mariadb-" + archive.version() + "-data"), folder -> makeTemplate(base, folder));
        return new MariaDbInstallation(base, template);
    }

    /** A new data directory takes seconds; a copy of one takes none. */
    private static void makeTemplate(Path base, Path folder) throws IOException {
        Path log = Files.createTempFile("shardark-mariadb-install", ".log");
        List<String> command = new ArrayList<>(List.of(
                "sh",
                base.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + folder,
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
                // Most of a fresh data directory is its redo log. The server makes a larger one when it starts.
                "--innodb-log-file-size=10M"));
        command.addAll(asRoot());
        ServerProcess.run(command, log);
        Files.delete(log);
    }

    /** MariaDB refuses to run as root unless told to. */
    private static List<String> asRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    @Override
    public ServerFlavor flavor() {
        return ServerFlavor.MARIADB;
    }

    @Override
    public Path createHome() {
        try {
            return Files.createTempDirectory("shardark-mariadb-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void initialize(Path data, Path log, List<String> arguments) {
        Folders.copy(template, data);
    }

    @Override
    public List<String> program() {
        List<String> program = new ArrayList<>(List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--lc-messages-dir=" + base.resolve("share"),
                "--character-sets-dir=" + base.resolve("share/charsets"),
                // With TLS on and no certificate given, it makes an RSA key at every start: 3 to 17 seconds.
                "--skip-ssl",
                // MySQL's default; MariaDB's is MIXED.
                "--binlog-format=ROW"));
        program.addAll(asRoot());
        return program;
    }

    @Override
    public Path inside(Path path) {
        return path;
    }
}
