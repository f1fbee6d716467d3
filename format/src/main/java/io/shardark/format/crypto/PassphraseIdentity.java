package io.shardark.format.crypto;

/** The knowledge of a passphrase. The passphrase stays the caller's, who closes it. */
public record PassphraseIdentity(Passphrase passphrase) implements Identity {
    /** Without the secret. */
    @Override
    public String toString() {
        return "passphrase";
    }
}
