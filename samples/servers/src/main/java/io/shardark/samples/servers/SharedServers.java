package io.shardark.samples.servers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Servers that all tests of this JVM share. Each is started when it is first asked for and closed when the JVM ends.
 *
 * <p>Tests use schemas of their own, and may stop or kill a server, but do not close it.
 */
public final class SharedServers {

    private static final Map<Key, Outcome> OUTCOMES = new ConcurrentHashMap<>();

    private SharedServers() {}

    /**
     * The running server of this flavour and index. Another index is another instance; one that a test left stopped is
     * started again.
     *
     * @throws ServerException when it cannot be started; once it failed, every later call fails at once
     */
    public static DatabaseServer get(ServerFlavor flavor, int index) {
        DatabaseServer server = OUTCOMES.computeIfAbsent(new Key(flavor, index), SharedServers::start)
                .get();
        server.start();
        return server;
    }

    private static Outcome start(Key key) {
        try {
            DatabaseServer server = Servers.start(key.flavor());
            return () -> server;
        } catch (RuntimeException e) {
            // Remembered: hundreds of tests that each wait minutes for the same failure would outlast any CI.
            return () -> {
                throw new ServerException("The shared server " + key + " could not be started: " + e.getMessage(), e);
            };
        }
    }

    private record Key(ServerFlavor flavor, int index) {}

    /** A server, or why there is none. */
    private interface Outcome {
        DatabaseServer get();
    }
}
