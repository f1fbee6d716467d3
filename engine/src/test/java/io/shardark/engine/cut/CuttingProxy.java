package io.shardark.engine.cut;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * Stands between a client and a server, and does harm to one connection when a message of the client says so: cuts it
 * before the server gets the message, or lets it hang.
 */
final class CuttingProxy implements AutoCloseable {
    /** What is done to the connection. */
    enum Harm {
        CUT,
        HANG
    }

    private final ServerSocket listening;
    private final int serverPort;
    private final Harm harm;
    private final Predicate<String> trigger;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch harmed = new CountDownLatch(1);

    /** @param trigger asked for each message, in Latin-1, as long as no harm was done */
    CuttingProxy(int serverPort, Harm harm, Predicate<String> trigger) throws IOException {
        this.serverPort = serverPort;
        this.harm = harm;
        this.trigger = trigger;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    boolean didHarm() {
        return harmed.getCount() == 0;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                daemon(() -> pump(client, server, true));
                daemon(() -> pump(server, client, false));
            }
        } catch (IOException e) {
            // Closed.
            return;
        }
    }

    private void pump(Socket from, Socket to, boolean fromClient) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            boolean hanging = false;
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                if (fromClient && !hanging && strikes(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))) {
                    if (harm == Harm.CUT) {
                        return;
                    }
                    hanging = true;
                }
                if (!hanging) {
                    output.write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // One side is gone; closing both passes it on.
            return;
        }
    }

    private synchronized boolean strikes(String message) {
        if (didHarm() || !trigger.test(message)) {
            return false;
        }
        harmed.countDown();
        return true;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
