package io.shardark.cli.command;

import io.shardark.format.crypto.Identity;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which private key opens a backup. */
final class KeyOptions {
    /** Absent unless {@code --key} was given. */
    @ArgGroup(exclusive = false)
    private @Nullable Given given;

    /** A key and where its passphrase is. */
    static final class Given {
        @Option(
                names = "--key",
                paramLabel = "FILE",
                required = true,
                description = "The private key of a recipient of the backup.")
        private Path key = Path.of("");

        @Option(
                names = "--passphrase-file",
                paramLabel = "FILE",
                description = "A file whose first line is the passphrase of the key.")
        private Optional<Path> passphraseFile = Optional.empty();
    }

    /** The key, if one was given. */
    Optional<Identity> identity(Keys keys) {
        return Optional.ofNullable(given).map(found -> keys.identity(found.key, found.passphraseFile));
    }
}
