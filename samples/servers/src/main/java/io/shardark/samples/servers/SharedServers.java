package io.shardark.samples.servers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Servers that all tests of this JVM share. Each is started when it is first asked for and closed when the JVM ends.
 *
 * <p>Tests use schemas of their own, and may stop or kill a server, but do not close it.
 */
public final class SharedServers {

    private static final Map<Key, DatabaseServer> SERVERS = new ConcurrentHashMap<>();

    private SharedServers() {}

    /**
     * The running server of this flavour and index. Another index is another instance; one that a test left stopped is
     * started again.
     */
    public static DatabaseServer get(ServerFlavor flavor, int index) {
        DatabaseServer server = SERVERS.computeIfAbsent(new Key(flavor, index), key -> Servers.start(key.flavor()));
        server.start();
        return server;
    }

    private record Key(ServerFlavor flavor, int index) {}
}
