package io.shardark.samples.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One real server instance on this machine, listening on a loopback TCP port that stays the same over restarts.
 *
 * <p>It has binary logs, {@code local_infile}, GTIDs and one user with every privilege. It ends with the JVM, also when
 * the JVM is killed, unless {@link ServerOptions#outlivingJvm()} says otherwise.
 */
public interface DatabaseServer extends AutoCloseable {

    /** The make of the server. */
    ServerFlavor flavor();

    /** The address to connect to. */
    String host();

    /**
     * The address at which other servers of this flavour reach it, at the same port: containers have a network of their
     * own.
     */
    default String hostForPeers() {
        return host();
    }

    /** The TCP port, the same for the whole life of this object. */
    int port();

    /** A user who may connect from anywhere and has all privileges, including the right to grant them. */
    String user();

    /** The password of {@link #user()}, random for each server. */
    String password();

    /** What {@code SELECT VERSION()} said at the first start. */
    String version();

    /** The id of the running server's process on this machine, for whoever looks at its use of the processor. */
    long processId();

    /** Starts a stopped server and returns when it accepts connections. Does nothing when it is running. */
    void start();

    /** Shuts the server down in an orderly way and leaves it stopped, with its data. */
    void stop();

    /** Ends the server process with SIGKILL and leaves it stopped, with its data as the crash left it. */
    void kill();

    /** {@link #stop()}, then {@link #start()}. */
    default void restart() {
        stop();
        start();
    }

    /** A shell command with which a person stops this server; useful for one that outlives the JVM. */
    String stopCommand();

    /** Stops the server for good and deletes its data, unless the data directory was given by the caller. */
    @Override
    void close();

    /** A Connector/J address of a schema on this server; the empty string stands for no schema. */
    default String jdbcUrl(String schema) {
        return "jdbc:mysql://" + host() + ":" + port() + "/" + schema
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    /** A new connection of {@link #user()} without a default schema. */
    default Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(""), user(), password());
    }
}
