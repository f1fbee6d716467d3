package io.shardark.samples.servers;

import java.io.IOException;

/** A program that starts a server, prints its port and stop command, and waits for its standard input to end. */
final class ServerHolder {

    private ServerHolder() {}

    public static void main(String... arguments) throws IOException {
        ServerFlavor flavor = ServerFlavor.valueOf(arguments[0]);
        ServerOptions.Lifetime lifetime = ServerOptions.Lifetime.valueOf(arguments[1]);
        ServerOptions options = ServerOptions.defaults();
        DatabaseServer server =
                Servers.start(flavor, lifetime == ServerOptions.Lifetime.JVM ? options : options.outlivingJvm());
        System.out.println(server.port());
        System.out.println(server.stopCommand());
        while (System.in.read() >= 0) {
            // Nothing is expected but the end.
        }
    }
}
