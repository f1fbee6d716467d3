package io.shardark.cli.configuration;

import java.nio.file.Path;
import java.util.List;

/** For whom backups are encrypted. */
public sealed interface EncryptionChoice {
    /** For the holders of the keys that match these certificates; at least one. */
    record Recipients(List<Path> certificates) implements EncryptionChoice {
        public Recipients {
            certificates = List.copyOf(certificates);
        }
    }

    /** Not at all, which was said in so many words. */
    record None() implements EncryptionChoice {}

    /** Nothing was said, and nothing had to be said. */
    record Unsaid() implements EncryptionChoice {}
}
