package io.shardark.engine.operation;

import io.shardark.format.crypto.Recipient;
import java.util.List;

/** Whether a backup is encrypted, and for whom. */
public sealed interface Encryption {
    /** Encrypted for all of these; any one of them can read it. */
    record ForRecipients(List<Recipient> recipients) implements Encryption {
        public ForRecipients {
            if (recipients.isEmpty()) {
                throw new IllegalArgumentException("no recipients");
            }
            recipients = List.copyOf(recipients);
        }
    }

    /** Not encrypted, because the configuration says so. */
    record None() implements Encryption {}
}
