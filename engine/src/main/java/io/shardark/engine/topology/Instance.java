package io.shardark.engine.topology;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Tls;

/**
 * One MySQL or MariaDB server process. Locks, snapshots and GTIDs belong to it.
 *
 * @param number from 0, in the order of the configuration
 * @param name its name in the configuration
 */
public record Instance(int number, String name, String host, int port, String user, Secret password, Tls tls) {
    /** The same instance in another list. */
    public Instance withNumber(int other) {
        return new Instance(other, name, host, port, user, password, tls);
    }

    /** How messages name it: name, host and port. */
    public String place() {
        return "instance " + name + " (" + host + ":" + port + ")";
    }
}
