package io.shardark.samples.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds TCP ports for servers. */
final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    private static final int TRIES = 200;

    private Ports() {}

    /**
     * A free port below the kernel's range for outgoing connections. A port from that range could be taken by any
     * client while the server is down between a kill and a start.
     */
    static int free() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(15_000, 30_000);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new ServerException("No free TCP port was found on " + LOOPBACK + ".");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
