package io.shardark.samples.servers;

import java.util.List;

/** Options that every server gets. */
final class ServerArguments {

    private static final List<String> COMMON = List.of(
            "--skip-name-resolve",
            "--log-bin=binlog",
            "--local-infile=1",
            "--max-allowed-packet=1G",
            "--innodb-buffer-pool-size=128M",
            // The servers survive their own SIGKILL so, but not a power cut; nobody tests that here, and it is faster.
            "--innodb-flush-log-at-trx-commit=2",
            "--sync-binlog=0");

    private static final List<String> MYSQL = List.of(
            // As root in a container or a chroot there is no other user to be.
            "--user=root", "--mysqlx=OFF", "--gtid-mode=ON", "--enforce-gtid-consistency=ON");

    private ServerArguments() {}

    static List<String> common() {
        return COMMON;
    }

    static List<String> mysql() {
        return MYSQL;
    }

    /** Those that a data directory of MySQL keeps for ever, so that they have to be known when it is made. */
    static List<String> ofDataDirectory(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith("--lower-case-table-names="))
                .toList();
    }

    /** The port, and a server id of its own, so that these servers may replicate from each other. */
    static List<String> identity(int port) {
        return List.of("--port=" + port, "--server-id=" + port);
    }
}
