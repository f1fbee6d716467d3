package io.shardark.samples.servers;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The all-powerful user of a server, and the SQL that makes it. */
record Credentials(String user, String password) {

    static Credentials random() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        return new Credentials("shardark", HexFormat.of().formatHex(secret));
    }

    /**
     * Statements for {@code --init-file}, one a line, which a server runs before it listens: nobody ever sees it
     * without its password. They run at every start, so each may be repeated.
     */
    String initSql() {
        return String.join(
                "\n",
                // The user belongs to the test bed: kept out of the binary log and of the GTID set.
                "SET SESSION sql_log_bin = 0;",
                "CREATE USER IF NOT EXISTS '" + user + "'@'%';",
                "ALTER USER '" + user + "'@'%' IDENTIFIED BY '" + password + "';",
                "GRANT ALL PRIVILEGES ON *.* TO '" + user + "'@'%' WITH GRANT OPTION;",
                "DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1', ''@'localhost';",
                "ALTER USER 'root'@'localhost' IDENTIFIED BY '" + password + "';",
                "");
    }

    @Override
    public String toString() {
        return user;
    }
}
