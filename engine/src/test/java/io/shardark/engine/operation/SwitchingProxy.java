package io.shardark.engine.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Stands between a client and servers. Tells of every message of the client before the server gets it, leads new
 * connections to another server, as an address does after a failover, and cuts connections.
 */
final class SwitchingProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final Consumer<String> onMessage;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile int serverPort;

    /** @param onMessage gets each message in Latin-1; the server gets it when this returns */
    SwitchingProxy(int serverPort, Consumer<String> onMessage) throws IOException {
        this.serverPort = serverPort;
        this.onMessage = onMessage;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Leads new connections there; those that live stay where they are. */
    void leadTo(int port) {
        serverPort = port;
    }

    /** Cuts all connections. */
    void cut() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        sockets.clear();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "switching-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                connect(listening.accept());
            }
        } catch (IOException e) {
            // Closed.
            return;
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            daemon(() -> pump(client, server, onMessage));
            daemon(() -> pump(server, client, message -> {}));
        } catch (IOException e) {
            // No server there: the client finds out in the same way.
            client.close();
        }
    }

    private static void pump(Socket from, Socket to, Consumer<String> onMessage) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                onMessage.accept(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
                output.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One side is gone; closing both passes it on.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
