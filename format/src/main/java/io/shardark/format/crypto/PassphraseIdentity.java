package io.shardark.format.crypto;

/** The knowledge of a passphrase. The passphrase stays the caller's, who closes it. */
public record PassphraseIdentity(Passphrase passphrase) implements Identity {}
