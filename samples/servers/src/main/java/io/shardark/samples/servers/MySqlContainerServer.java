package io.shardark.samples.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.shardark.samples.servers.ServerOptions.Lifetime;
import java.time.Duration;

/** MySQL in a container. */
final class MySqlContainerServer implements DatabaseServer {

    private static final Duration SHUTDOWN_PATIENCE = Duration.ofMinutes(2);

    private final Credentials credentials = Credentials.random();
    private final int port = Ports.free();
    private final MySqlContainer container;
    private final ContainerGuard guard;
    private String version = "";

    private MySqlContainerServer(String image, String network, ServerOptions options) {
        container = new MySqlContainer(image, network, port, credentials, options);
        container.start();
        guard = ContainerGuard.over(container.getContainerId());
    }

    static DatabaseServer start(String image, String network, ServerOptions options) {
        if (options.dataDirectory().isPresent() || options.lifetime() != Lifetime.JVM) {
            throw new ServerException("A container has its data inside and its JVM's lifetime; other options need "
                    + "SHARDARK_MYSQL_ROOT.");
        }
        MySqlContainerServer server = create(image, network, options);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-" + server.port));
        try {
            server.awaitReadiness();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static MySqlContainerServer create(String image, String network, ServerOptions options) {
        try {
            return new MySqlContainerServer(image, network, options);
        } catch (RuntimeException e) {
            throw new ServerException("A container of " + image + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void awaitReadiness() {
        version = Readiness.await(
                this, container::isRunning, () -> LogTail.of("the container's log", container.getLogs()));
    }

    @Override
    public synchronized void start() {
        if (container.isRunning()) {
            return;
        }
        try {
            client().startContainerCmd(container.getContainerId()).exec();
        } catch (DockerException e) {
            throw new ServerException("The container cannot be started again: " + e.getMessage(), e);
        }
        awaitReadiness();
    }

    @Override
    public synchronized void stop() {
        try {
            client().stopContainerCmd(container.getContainerId())
                    .withTimeout((int) SHUTDOWN_PATIENCE.toSeconds())
                    .exec();
        } catch (NotModifiedException e) {
            // It was stopped already.
        } catch (DockerException e) {
            throw new ServerException("The container cannot be stopped: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void kill() {
        if (!container.isRunning()) {
            return;
        }
        try {
            client().killContainerCmd(container.getContainerId())
                    .withSignal("KILL")
                    .exec();
            client().waitContainerCmd(container.getContainerId()).start().awaitStatusCode();
        } catch (DockerException e) {
            throw new ServerException("The container cannot be killed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        // Not synchronized: at the JVM's end it must not wait for a start that another thread is in.
        container.stop();
        guard.close();
    }

    private DockerClient client() {
        return container.getDockerClient();
    }

    @Override
    public ServerFlavor flavor() {
        return ServerFlavor.MYSQL;
    }

    @Override
    public String host() {
        return Ports.LOOPBACK;
    }

    @Override
    public String hostForPeers() {
        return client()
                .inspectContainerCmd(container.getContainerId())
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .stream()
                .map(ContainerNetwork::getIpAddress)
                .filter(address -> address != null && !address.isEmpty())
                .findFirst()
                // The host's own network gives containers no address.
                .orElse(Ports.LOOPBACK);
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
    public String version() {
        return version;
    }

    @Override
    public long processId() {
        Long pid = client().inspectContainerCmd(container.getContainerId())
                .exec()
                .getState()
                .getPidLong();
        if (pid == null) {
            throw new ServerException("The container does not run.");
        }
        return pid;
    }

    @Override
    public String stopCommand() {
        return "docker rm -f -v " + container.getContainerId();
    }
}
