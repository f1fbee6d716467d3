package io.shardark.samples.servers;

import java.nio.file.Path;
import java.util.List;

/** A server program on this machine. */
interface Installation {

    ServerFlavor flavor();

    /** A new folder for everything that one server leaves behind. */
    Path createHome();

    /**
     * Fills an empty data directory.
     *
     * @param arguments of the server; a few of them decide how the directory is made
     */
    void initialize(Path data, Path log, List<String> arguments);

    /** The program and the options that only this make of server has. */
    List<String> program();

    /** A path as the server sees it. */
    Path inside(Path path);
}
