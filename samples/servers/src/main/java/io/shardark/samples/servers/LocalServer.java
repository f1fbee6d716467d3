package io.shardark.samples.servers;

import io.shardark.samples.servers.ServerOptions.Lifetime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server that is a process of this machine. */
final class LocalServer implements DatabaseServer {

    private static final Duration SHUTDOWN_PATIENCE = Duration.ofMinutes(2);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(30);

    private final Installation installation;
    private final ServerOptions options;
    private final Path home;
    private final Path data;
    private final Path log;
    private final Credentials credentials = Credentials.random();
    private final int port = Ports.free();
    private Optional<ServerProcess> process = Optional.empty();
    private String version = "";

    private LocalServer(Installation installation, ServerOptions options, Path home) {
        this.installation = installation;
        this.options = options;
        this.home = home;
        this.data = options.dataDirectory().map(Path::toAbsolutePath).orElse(home.resolve("data"));
        this.log = home.resolve("server.log");
    }

    static DatabaseServer start(Installation installation, ServerOptions options) {
        LocalServer server = new LocalServer(installation, options, installation.createHome());
        if (options.lifetime() == Lifetime.JVM) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-" + server.port));
        }
        try {
            server.prepare();
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void prepare() {
        try {
            Files.createDirectories(home.resolve("tmp"));
            Path init = home.resolve("init.sql");
            Files.createFile(init, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(init, credentials.initSql());
            if (Folders.isEmpty(data)) {
                Files.createDirectories(data);
                installation.initialize(data, log, options.arguments());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(installation.program());
        command.add("--datadir=" + installation.inside(data));
        // In a folder that servers share, MariaDB removes the temporary tables of others when it starts.
        command.add("--tmpdir=" + installation.inside(home.resolve("tmp")));
        command.add("--init-file=" + installation.inside(home.resolve("init.sql")));
        // Relative to the data directory: an absolute path may be too long for a socket address.
        command.add("--socket=server.sock");
        command.add("--bind-address=" + Ports.LOOPBACK);
        command.addAll(ServerArguments.identity(port));
        command.addAll(ServerArguments.common());
        command.addAll(options.arguments());
        return command;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        ServerProcess started = ServerProcess.start(command(), home, log, options.lifetime());
        process = Optional.of(started);
        version = Readiness.await(this, started::isAlive, () -> LogTail.of(log));
    }

    @Override
    public synchronized void stop() {
        if (end("TERM", SHUTDOWN_PATIENCE)) {
            return;
        }
        kill();
        throw new ServerException("The server did not shut down and was killed. " + LogTail.of(log));
    }

    @Override
    public synchronized void kill() {
        if (!end("KILL", KILL_PATIENCE)) {
            throw new ServerException("The server survived SIGKILL for " + KILL_PATIENCE + ".");
        }
    }

    private boolean end(String signal, Duration patience) {
        if (!isRunning()) {
            return true;
        }
        ServerProcess running = process.orElseThrow();
        running.signal(signal);
        return running.awaitEnd(patience);
    }

    private boolean isRunning() {
        return process.map(ServerProcess::isAlive).orElse(false);
    }

    @Override
    public synchronized void close() {
        if (options.dataDirectory().isPresent()) {
            stop();
        } else {
            // Nothing is kept, so nothing needs an orderly end.
            kill();
        }
        Folders.delete(home);
    }

    @Override
    public ServerFlavor flavor() {
        return installation.flavor();
    }

    @Override
    public String host() {
        return Ports.LOOPBACK;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return credentials.user();
    }

    @Override
    public String password() {
        return credentials.password();
    }

    @Override
    public synchronized String version() {
        return version;
    }

    @Override
    public synchronized long processId() {
        return Long.parseLong(process.orElseThrow().pid());
    }

    @Override
    public synchronized String stopCommand() {
        return "kill " + processId();
    }
}
