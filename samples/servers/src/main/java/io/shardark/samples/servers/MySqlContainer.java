package io.shardark.samples.servers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A container that runs MySQL from any image that has {@code mysqld} and a shell. */
final class MySqlContainer extends GenericContainer<MySqlContainer> {

    private static final String INIT = "/shardark/init.sql";

    /**
     * Not the image's entrypoint, which plain images lack. Runs again, over the same data, when a container restarts.
     * An image may bring an initialised data directory without a server id ({@code auto.cnf}), which saves seconds.
     */
    private static final String SCRIPT = """
            set -e
            mkdir -p /shardark/files
            if [ ! -d /shardark/data ]; then
                rm -rf /shardark/unfinished
                for_data=
                for argument; do
                    case $argument in --lower-case-table-names=*) for_data=$argument ;; esac
                done
                if [ -z "$for_data" ] && [ -d /shardark/template ]; then
                    cp -r /shardark/template /shardark/unfinished
                else
                    mysqld --no-defaults --user=root --secure-file-priv=/shardark/files \
                        --initialize-insecure --datadir=/shardark/unfinished $for_data
                fi
                mv /shardark/unfinished /shardark/data
            fi
            exec mysqld "$@"
            """;

    private final String networkMode;
    private final int port;
    private final List<String> arguments;

    MySqlContainer(String image, String networkMode, int port, Credentials credentials, ServerOptions options) {
        super(DockerImageName.parse(image));
        this.networkMode = networkMode;
        this.port = port;
        this.arguments = arguments(options);
        withCopyToContainer(Transferable.of(credentials.initSql().getBytes(StandardCharsets.UTF_8), 0600), INIT);
        withCreateContainerCmdModifier(this::customize);
        // The server waits for a connection itself, also after restarts, which Testcontainers does not know.
        waitingFor(new NoWait());
    }

    private List<String> arguments(ServerOptions options) {
        List<String> all = new ArrayList<>(List.of(
                "--no-defaults",
                "--datadir=/shardark/data",
                "--secure-file-priv=/shardark/files",
                "--init-file=" + INIT,
                "--socket=server.sock",
                "--bind-address=" + (onHost() ? Ports.LOOPBACK : "0.0.0.0")));
        all.addAll(ServerArguments.identity(port));
        all.addAll(ServerArguments.common());
        all.addAll(ServerArguments.mysql());
        all.addAll(options.arguments());
        return List.copyOf(all);
    }

    private boolean onHost() {
        return networkMode.equals("host");
    }

    private void customize(CreateContainerCmd create) {
        List<String> command = new ArrayList<>(List.of("-c", SCRIPT, "shardark-mysql"));
        command.addAll(arguments);
        HostConfig host = Objects.requireNonNull(create.getHostConfig());
        host.withNetworkMode(networkMode);
        if (!onHost()) {
            // A port that the engine chooses would be another one after each restart.
            ExposedPort exposed = ExposedPort.tcp(port);
            create.withExposedPorts(exposed);
            host.withPortBindings(new PortBinding(Binding.bindIpAndPort(Ports.LOOPBACK, port), exposed));
        }
        create.withEntrypoint("sh").withCmd(command);
    }

    private static final class NoWait extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {}
    }
}
