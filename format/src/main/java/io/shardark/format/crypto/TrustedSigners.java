package io.shardark.format.crypto;

import java.util.List;
import java.util.Optional;

/** The public keys whose signatures count. Without any, no signature can be vouched for. */
public record TrustedSigners(List<VerificationKey> keys) {
    /** Keeps a copy of the list. */
    public TrustedSigners {
        keys = List.copyOf(keys);
    }

    /** Whose signature over the message this is; empty when it is from none of the trusted keys. */
    public Optional<VerificationKey> signerOf(byte[] message, byte[] signature) {
        return keys.stream().filter(key -> key.verifies(message, signature)).findFirst();
    }
}
