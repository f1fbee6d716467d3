package io.shardark.samples.benchmark;

import io.shardark.samples.servers.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * How programs reach the server.
 *
 * @param optionFile holds the password in the form that MySQL's own programs read
 */
record Account(String host, int port, String user, Path passwordFile, Path optionFile) {
    static Account write(DatabaseServer server, Path folder) throws IOException {
        Path password = secret(folder.resolve("password"), server.password());
        Path options = secret(
                folder.resolve("client.cnf"),
                "[client]%nhost=%s%nport=%d%nuser=%s%npassword=%s%nprotocol=tcp%n"
                        .formatted(server.host(), server.port(), server.user(), server.password()));
        return new Account(server.host(), server.port(), server.user(), password, options);
    }

    /** A file that only its owner can read. */
    static Path secret(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }
}
