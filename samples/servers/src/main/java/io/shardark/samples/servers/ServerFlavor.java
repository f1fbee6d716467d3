package io.shardark.samples.servers;

/** The makes of server that Shardark supports. */
public enum ServerFlavor {
    /** MariaDB, from a Maven artifact: runs wherever the build runs. */
    MARIADB,
    /** Oracle's MySQL, from a container image or a root folder that the machine has to provide. */
    MYSQL
}
